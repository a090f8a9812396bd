"""Who may invite whom, and who may change whose roles."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hub.access.roles import ROLES_GIVEN_BY, Role, may, may_anywhere, networks_where
from network.councils.handover import with_left_to
from network.councils.models import Council, Network
from network.people.models import Invitation, Membership, User


def grantable_roles(user: User, network: Network) -> tuple[Role, ...]:
    """The roles this person may invite others to; who does not run the network has them for
    their own council alone."""
    held = [part.role for part in user.parts() if part.network_id == network.pk]
    given = frozenset[Role]().union(*(ROLES_GIVEN_BY.get(Role(role), ()) for role in held))
    if not user.council_id and not runs(user, network):
        return ()
    return tuple(role for role in Role if role in given)


def runs(user: User, network: Network) -> bool:
    """Chair, deputy or administrator: not bound to one council."""
    return may(user, "run_the_network", network)


def can_invite(user: User, network: Network) -> bool:
    return bool(grantable_roles(user, network))


def can_invite_to(
    user: User, network: Network, council: Council | None, roles: tuple[str, ...] | list[str]
) -> bool:
    """This invitation in full: each role is hers to give, and a lead stays in her council."""
    if not roles or not set(roles) <= set(grantable_roles(user, network)):
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
    if not held <= set(grantable_roles(user, network)):
        return False
    return runs(user, network) or (
        person.council_id is not None and person.council_id == user.council_id
    )


def sees_contact_of(user: User, person: User) -> bool:
    """Whether to show this person's address and phone.

    Officers' details are work details. A resident's are her own, so only she and those who run
    the network see them.
    """
    if user.pk == person.pk or not may_anywhere(person, "keep_contact_private"):
        return True
    return any(may(user, "see_private_contacts", part.network) for part in person.parts())


def manageable_accounts(user: User) -> QuerySet[User]:
    """Accounts of the networks that this administrator runs, and those of no network at all."""
    mine = networks_where(user, "run_the_hub")
    here = Membership.objects.filter(network__in=mine).values("user")
    elsewhere = Membership.objects.current().exclude(network__in=mine).values("user")
    return User.objects.filter(Q(pk__in=here) | ~Q(pk__in=elsewhere))


# The audience keys that memberships give.


def keys_from_memberships(user: User) -> Iterator[str]:
    """network:<id> for the network's own people, adass:<id> for all members, council:<id>.

    Somebody with a council but no current membership holds nothing: they have left. Who has left
    their council's network does not hold the council's key, even as a member of another network.
    A council holds the keys of those that ended and left their things to it.
    """
    for network_id in networks_where(user, "read_what_adass_reads"):
        yield f"adass:{network_id}"
    for network_id in networks_where(user, "read_network_things"):
        yield f"network:{network_id}"
    at_home = networks_where(user, "read_own_councils_things")
    home = user.council.network_id if user.council else None
    if user.council and at_home and home in {None, *at_home}:
        for council in with_left_to([user.council]):
            yield f"council:{council.pk}"


# Who sees what somebody says of themselves, in words. The rule is `permissions.sees_contact_of`.


def details_seen_by() -> str:
    """Of name, council, job title, roles and what somebody may be asked about."""
    return _("Members of your network see it, ADASS managers among them.")


def contact_seen_by(*, resident: bool) -> str:
    """Of address, phone and how somebody likes to be reached."""
    if resident:
        return _(
            "Only those who run the network see it, and for an issue that you raised the ADASS "
            "managers who tell you the answer."
        )
    return details_seen_by()


def strangers_see(user: User) -> str:
    """What people who are not signed in are told; empty for almost everybody."""
    private = may_anywhere(user, "keep_contact_private")
    if may_anywhere(user, "chair_the_network") and not private:
        return _("As you chair the network, people who ask to join are shown name and address.")
    return ""
