"""Mails about hosting: asked to take a date, relieved of one, reminded with a check list."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.access.roles import ROLES_THAT
from hub.mail import outbox
from network.councils.models import Council
from network.meetings.models import HostChange, Meeting
from network.people.models import User


def leads_of(council: Council | None) -> QuerySet[User]:
    """A council's leads with a part in a network now."""
    today = timezone.localdate()
    return (
        User.objects.filter(
            council=council,
            is_active=True,
            memberships__role__in=ROLES_THAT["speak_for_a_council"],
        )
        .filter(memberships__started__lte=today, memberships__ended__isnull=True)
        .distinct()
    )


def chairs_of(meeting: Meeting) -> QuerySet[User]:
    """Who chairs the network of this meeting now."""
    return User.objects.filter(
        is_active=True,
        memberships__network=meeting.group.network,
        memberships__role__in=ROLES_THAT["chair_the_network"],
        memberships__ended__isnull=True,
    ).distinct()


def tell_of_host_change(change: HostChange) -> None:
    """Ask the council that gets a date to agree, and tell the one that is relieved of it."""
    meeting = change.meeting
    if meeting is None:
        return
    for council, template in (
        (change.after, "emails/meetings/asked_to_host"),
        (change.before, "emails/meetings/relieved_of_hosting"),
    ):
        people = [user.email for user in leads_of(council)] if council else []
        if people:
            outbox.post(
                people,
                _("Hosting on %s") % f"{meeting.day.day} {meeting.day:%B %Y}",
                template,
                {"change": change, "meeting": meeting, "url": absolute(meeting)},
                thread=f"host {meeting.uid}",
            )


def absolute(thing) -> str:
    """The full address of a thing's page, for mails and calendars."""
    return settings.HUB_URL + thing.get_absolute_url()
