"""What this room takes back from people who leave: rights on the editors' side, open invitations."""

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from network.people.admin_access import sync_admin_access
from network.people.admin_groups import PREFIXES
from network.people.models import Invitation, Membership, User


def take_editors_rights(people: QuerySet[User]) -> int:
    """Groups of the editors' side, and the superuser's right, of those without a part now."""
    named = Q()
    for prefix in PREFIXES:
        named |= Q(groups__name__startswith=f"{prefix} ")
    members = Membership.objects.current().values("user")
    once_here = Membership.objects.filter(user=OuterRef("pk"))
    holding = people.filter(Exists(once_here)).exclude(pk__in=members)
    count = 0
    for user in holding.filter(named | Q(is_superuser=True)).distinct():
        sync_admin_access(user)
        count += 1
    return count


def withdraw_offers(people: QuerySet[User]) -> int:
    """Invitations to join that leavers sent, and those that were on their way to leavers.

    Either would be a way back in: by a second address, or by an older offer. Who is invited anew
    after the membership ended is let in, so an offer counts as older by its day.
    """
    here = Membership.objects.in_force().filter(network=OuterRef("network"))
    sent = Q(invited_by__in=people) & ~Exists(here.filter(user=OuterRef("invited_by")))
    ended = Membership.objects.filter(
        network=OuterRef("network"), user__email=OuterRef("email"), user__in=people
    )
    older = Exists(ended.filter(ended__gt=OuterRef("sent_on")))
    offered = older & ~Exists(here.filter(user__email=OuterRef("email")))
    pending = Invitation.objects.pending().annotate(sent_on=Cast(F("sent_at"), DateField()))
    return pending.filter(sent | Q(offered)).update(withdrawn_at=timezone.now())
