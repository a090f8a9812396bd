"""Meetings (with their agenda) and minutes as search sees them. Nothing private is told."""

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from hub.findable import Finding, register
from network.meetings.models import Meeting, Minutes, Status


def register_findings() -> None:
    register(Meeting, kind="meeting", label=_("Meeting"), describe=describe_meeting)
    register(Minutes, kind="minutes", label=_("Minutes"), describe=describe_minutes)


def describe_meeting(meeting: Meeting) -> Finding | None:
    """None for a draft. The joining link, who comes and what they need are never in it."""
    if meeting.status == Status.DRAFT:
        return None
    agenda = [item.title for item in meeting.agenda.all() if item.accepted]
    return Finding(
        kind="meeting",
        title=str(meeting),
        url=meeting.get_absolute_url(),
        audience_key=meeting.audience_key,
        summary=f"{meeting.group}. {meeting.place_words}",
        body="\n".join([*agenda, meeting.speakers]),
        council=meeting.host.slug if meeting.host else "",
        council_name=meeting.host.short_name if meeting.host else "",
        network_id=meeting.group.network_id,
        status=meeting.status,
        date=meeting.day,
    )


def describe_minutes(minutes: Minutes) -> Finding:
    """With the audience of the minutes, which may differ from the meeting's."""
    text = " ".join(strip_tags(minutes.text.replace("<", " <")).split())
    meeting = minutes.meeting
    return Finding(
        kind="minutes",
        title=str(minutes),
        url=minutes.get_absolute_url(),
        audience_key=minutes.audience_key,
        summary=text[:200],
        body=text,
        council=meeting.host.slug if meeting.host else "",
        council_name=meeting.host.short_name if meeting.host else "",
        network_id=meeting.group.network_id,
        status="final" if minutes.final else "draft",
        date=meeting.day,
    )
