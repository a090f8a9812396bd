"""Who may invite whom, and who may change whose roles."""

from network.councils.models import Council, Network
from network.people.models import CHAIRING, Invitation, Role, User

HER_OWN_TEAM = (Role.DP_LEAD, Role.COLLEAGUE)
COUNCIL_ROLES = frozenset({Role.DP_LEAD, Role.COLLEAGUE})
EVERYBODY_BUT_ADMINISTRATORS = tuple(role for role in Role if role != Role.ADMINISTRATOR)


def roles_she_may_give(user: User, network: Network) -> tuple[Role, ...]:
    """The roles this person may invite others to; a lead only within her own council."""
    if user.is_role(Role.ADMINISTRATOR, network=network):
        return tuple(Role)
    if user.is_role(*CHAIRING, network=network):
        return EVERYBODY_BUT_ADMINISTRATORS
    if user.is_role(Role.DP_LEAD, network=network) and user.council_id:
        return HER_OWN_TEAM
    return ()


def runs(user: User, network: Network) -> bool:
    """Chair, deputy or administrator: not bound to one council."""
    return user.is_role(*CHAIRING, Role.ADMINISTRATOR, network=network)


def can_invite(user: User, network: Network) -> bool:
    return bool(roles_she_may_give(user, network))


def can_invite_to(
    user: User, network: Network, council: Council | None, roles: tuple[str, ...] | list[str]
) -> bool:
    """This invitation in full: each role is hers to give, and a lead stays in her council."""
    if not roles or not set(roles) <= set(roles_she_may_give(user, network)):
        return False
    return runs(user, network) or (council is not None and council.pk == user.council_id)


def invitations_for(user: User, network: Network) -> list[Invitation]:
    """Pending invitations this person may send again or withdraw, newest first."""
    if not can_invite(user, network):
        return []
    pending = Invitation.objects.pending().filter(network=network)
    if not runs(user, network):
        pending = pending.filter(council_id=user.council_id)
    rows = pending.select_related("council", "invited_by", "network")
    return [row for row in rows if can_invite_to(user, network, row.council, row.roles)]


def can_change_roles(user: User, person: User, network: Network) -> bool:
    """May give and end this person's roles in the network.

    A lead looks after her own council's leads and colleagues and nobody's other roles. Nobody
    ends her own part here: leaving is asked of somebody else, so a network keeps its chair.
    """
    if user.pk == person.pk:
        return False
    held = {part.role for part in person.parts() if part.network_id == network.pk}
    if not held <= set(roles_she_may_give(user, network)):
        return False
    return runs(user, network) or (
        person.council_id is not None and person.council_id == user.council_id
    )


def sees_contact_of(user: User, person: User) -> bool:
    """Whether to show this person's address and phone.

    Officers' details are work details. A resident's are her own, so only she and those who run
    the network see them.
    """
    if user.pk == person.pk or not person.is_role(Role.RESIDENT):
        return True
    return any(runs(user, part.network) for part in person.parts())
