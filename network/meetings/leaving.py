"""What this room takes back from people who leave."""

from django.db.models import QuerySet
from django.utils import timezone

from network.meetings.inviting import withdraw
from network.meetings.models import CalendarAddress, Invitation, Status
from network.people.models import Membership, User


def withdraw_invitations(people: QuerySet[User]) -> int:
    """Invitations to meetings still to come. A last mail takes each out of their calendar."""
    coming = Invitation.objects.not_taken_back().filter(
        person__in=people,
        meeting__status__in=(Status.DRAFT, Status.ANNOUNCED),
        meeting__starts__gt=timezone.now(),
    )
    left = coming.exclude(pk__in=Invitation.objects.standing().values("pk"))
    found = list(left.select_related("meeting__group", "meeting__host"))
    for invitation in found:
        withdraw(invitation)
    return len(found)


def end_calendar_addresses(people: QuerySet[User]) -> int:
    """The address that calendars subscribe to, of those who are members of nothing now."""
    held = CalendarAddress.objects.filter(person__in=people)
    members = Membership.objects.in_force().values("user")
    ended, _of_each = held.exclude(person__in=members).delete()
    return ended
