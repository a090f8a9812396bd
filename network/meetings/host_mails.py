"""Mails about hosting: asked to take a date, relieved of one, a council that cannot take it."""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.access.roles import ROLES_THAT
from hub.mail import outbox
from network.councils.models import Council
from network.meetings.models import Group, HostChange
from network.meetings.models.groups import LEADING
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


def chairs_of(group: Group) -> QuerySet[User]:
    """Who leads this group now, and the chairs of its network. The same people as in `can_chair`."""
    here = Membership.objects.in_force().filter(network=group.network)
    chairing = here.filter(role__in=ROLES_THAT["chair_the_network"]).values("user")
    leading = group.members.current().filter(part__in=LEADING, person__in=here.values("user"))
    return User.objects.filter(Q(pk__in=chairing) | Q(pk__in=leading.values("person")))


def tell_of_refusal(change: HostChange, *, by: User) -> None:
    """Whoever chairs learns that a council cannot take the date it was given."""
    meeting, council = change.meeting, change.after
    people = [user.email for user in chairs_of(change.series.group).exclude(pk=by.pk)]
    if meeting is None or council is None or not people:
        return
    day = f"{meeting.day.day} {meeting.day:%B %Y}"
    outbox.post(
        people,
        _("%(council)s cannot host on %(day)s") % {"council": council.short_name, "day": day},
        "emails/meetings/host_refused",
        {
            "change": change,
            "meeting": meeting,
            "by": by,
            "url": settings.HUB_URL + reverse("meetings:host", args=[meeting.pk]),
        },
        thread=f"host {meeting.uid}",
    )


def absolute(thing) -> str:
    """The full address of a thing's page, for mails and calendars."""
    return settings.HUB_URL + thing.get_absolute_url()
