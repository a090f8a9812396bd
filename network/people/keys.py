"""The audience keys that memberships give."""

from collections.abc import Iterator

from hub.access.roles import networks_where
from network.people.models import User


def keys_from_memberships(user: User) -> Iterator[str]:
    """network:<id> for the network's own people, adass:<id> for all members, council:<id>.

    Somebody with a council but no current membership holds nothing: they have left. Who has left
    their council's network does not hold the council's key, even as a member of another network.
    """
    for network_id in networks_where(user, "read_what_adass_reads"):
        yield f"adass:{network_id}"
    for network_id in networks_where(user, "read_network_things"):
        yield f"network:{network_id}"
    at_home = networks_where(user, "read_own_councils_things")
    home = user.council.network_id if user.council else None
    if user.council and at_home and home in {None, *at_home}:
        yield f"council:{user.council_id}"
