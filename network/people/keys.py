"""The audience keys that memberships give."""

from collections.abc import Iterator

from network.people.models import NETWORK_ROLES, User


def keys_from_memberships(user: User) -> Iterator[str]:
    """network:<id> for the network's own people, adass:<id> for all members, council:<id>.

    Somebody with a council but no current membership holds nothing: she has left.
    """
    for part in user.parts():
        yield f"adass:{part.network_id}"
        if part.role in NETWORK_ROLES:
            yield f"network:{part.network_id}"
    if user.council_id and user.parts():
        yield f"council:{user.council_id}"
