"""What waits for a person about meetings, and the next meeting as a line of the home page."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.access.roles import may
from hub.ui.entry import Entry
from hub.waiting import Ask
from network.meetings.invitees import token_for
from network.meetings.models import Answer, HostChange, Invitation, Meeting, Status

NEAR = timedelta(days=28)


def asks(user: Any) -> Iterator[Ask]:
    """Invitations without an answer, and dates this person's council is asked to take."""
    waiting = (
        Invitation.objects.standing()
        .filter(person=user, answer=Answer.WAITING, meeting__status=Status.ANNOUNCED)
        .filter(meeting__starts__gt=timezone.now())
        .select_related("meeting__group__network")
        .order_by("meeting__starts")
    )
    first = waiting.first()
    if first:
        yield Ask(
            _("Will you come to %s?") % first.meeting,
            _("The host plans by your answer."),
            reverse("meetings:answer", args=[token_for(first)]),
            first.meeting.day,
            user.which_network(first.meeting.group.network),
        )
    if user.council_id and may(user, "speak_for_a_council", user.council.network):
        asked = HostChange.objects.filter(
            after=user.council, agreed=HostChange.Agreed.ASKED, meeting__starts__gt=timezone.now()
        )
        for change in asked.select_related("meeting"):
            if change.meeting and change.meeting.host_id == user.council_id:
                yield Ask(
                    _("Can you host on %s?") % f"{change.meeting.day:%-d %B %Y}",
                    change.reason or _("Your council is asked to take this date."),
                    change.meeting.get_absolute_url(),
                    network=user.which_network(user.council.network),
                )


def next_meeting(user: Any) -> Iterator[Entry]:
    """The next announced meeting this reader may see, once it is near; later ones are no news."""
    now = timezone.now()
    coming = (
        Meeting.objects.visible_to(user)
        .filter(status=Status.ANNOUNCED, starts__gt=now, starts__lt=now + NEAR)
        .select_related("host", "group__network")
        .order_by("starts")[:1]
    )
    for meeting in coming:
        yield Entry(
            kind="meeting",
            kind_label=_("Meeting"),
            title=str(meeting),
            url=meeting.get_absolute_url(),
            day=timezone.localtime(meeting.changed).date(),
            text=_("Where: %s") % meeting.place_words,
            facts=(
                date_format(timezone.localtime(meeting.starts), "l, P"),
                user.which_network(meeting.group.network) if user.is_authenticated else "",
            ),
            council_name=meeting.host.short_name if meeting.host else "",
            council_slug=meeting.host.slug if meeting.host else "",
        )
