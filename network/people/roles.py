"""Giving and ending roles. Each change says who did it, when and why."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.access.roles import COUNCIL_ROLES
from network.councils.models import CouncilMembership, Network
from network.people.cms_access import sync_admin_access
from network.people.leaving import withdraw_from
from network.people.models import Invitation, Membership, RoleChange, User


@transaction.atomic
def give_role(user: User, network: Network, role: str, *, by: User | None) -> Membership:
    """Give a role from today; a role that she holds already stays as it is."""
    held = user.memberships.current().filter(network=network, role=role).first()
    if held:
        return held
    part = Membership.objects.create(user=user, network=network, role=role)
    record(part, RoleChange.Did.GIVEN, by, "")
    user.forget_parts()
    return part


@transaction.atomic
def end_role(part: Membership, *, by: User | None, reason: str = "") -> None:
    """End a role at once: its keys and rights are gone at her next click."""
    part.ended = max(timezone.localdate(), part.started)
    part.save(update_fields=["ended"])
    record(part, RoleChange.Did.ENDED, by, reason)


def record(part: Membership, did: str, by: User | None, reason: str) -> None:
    RoleChange.objects.create(
        user_id=part.user_id, network=part.network, role=part.role, did=did, by=by, reason=reason
    )
    sync_admin_access(User.objects.get(pk=part.user_id))


@transaction.atomic
def set_roles(user: User, network: Network, roles: set[str], *, by: User) -> None:
    """Make these their roles in the network: give what is new, then end what is gone.

    In this order nobody is without a role in between, which search would take for leaving.
    """
    current = list(user.memberships.current().filter(network=network))
    for role in sorted(roles - {part.role for part in current}):
        give_role(user, network, role, by=by)
    for part in current:
        if part.role not in roles:
            end_role(part, by=by)
    user.forget_parts()


@transaction.atomic
def leave(user: User, network: Network, *, by: User | None, reason: str) -> dict[str, int]:
    """They leave the network: every role in it ends today, and the reason is kept.

    What was handed out to them is taken back; returns what, and how many of each. Their notes keep
    the council's name. The account stays, empty-handed, so that they can still take their data.
    """
    for part in user.memberships.current().filter(network=network):
        end_role(part, by=by, reason=reason)
    user.forget_parts()
    offers = Invitation.objects.pending().filter(network=network, email=user.email)
    offers.update(withdrawn_at=timezone.now(), withdrawn_by=by)
    return withdraw_from(User.objects.filter(pk=user.pk))


def end_roles_of_departed_councils() -> int:
    """A council that left a network takes its leads and colleagues along. Returns how many.

    Not where another council follows it: then its people are to be moved there, not shut out.
    """
    seats = CouncilMembership.objects.filter(
        network=OuterRef("network"), council=OuterRef("user__council")
    )
    today = timezone.localdate()
    still = seats.filter(Q(left__isnull=True) | Q(left__gt=today))
    parts = Membership.objects.current().filter(
        Exists(seats), ~Exists(still), role__in=COUNCIL_ROLES, user__council__successors=None
    )
    leaving = list(parts.select_related("user", "network"))
    for part in leaving:
        end_role(part, by=None, reason=_("The council has left the network."))
    return len(leaving)
