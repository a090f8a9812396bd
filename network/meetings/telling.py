"""Mails about hosting: asked to take a date, relieved of one, reminded with a check list."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hub.access.roles import ROLES_THAT
from hub.mail import outbox
from network.councils.models import Council
from network.meetings.models import HostChange
from network.people.models import Membership, User


def leads_of(council: Council | None) -> QuerySet[User]:
    """A council's leads with a part in a network now."""
    leads = Membership.objects.in_force().filter(role__in=ROLES_THAT["speak_for_a_council"])
    return User.objects.filter(council=council, pk__in=leads.values("user"))


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
