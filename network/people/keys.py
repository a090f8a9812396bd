"""The audience keys that memberships give."""

from collections.abc import Iterator

from network.people.models import NETWORK_ROLES, User


def keys_from_memberships(user: User) -> Iterator[str]:
    """network:<id> for the network's own people, adass:<id> for all members, council:<id>.

    Who has left their council's network does not hold the council's key, even as a member of
    another network.
    """
    for part in user.parts():
        yield f"adass:{part.network_id}"
        if part.role in NETWORK_ROLES:
            yield f"network:{part.network_id}"
    home = user.council.network_id if user.council else None
    if user.parts() and user.council and home in {None, *(p.network_id for p in user.parts())}:
        yield f"council:{user.council_id}"
