"""Meetings (with their agenda) and minutes as search sees them. Nothing private is told."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.access.audience import NOBODY
from hub.access.files import File, register_files, renew_keys
from hub.inspection.services import why_not
from hub.models import HubDocument
from hub.search_registry import SearchRecord, follow, register
from network.councils.models import Council
from network.meetings.models import AgendaItem, Attachment, Group, Meeting, Minutes, Status
from network.meetings.permissions import can_chair


def register_findings() -> None:
    register(Meeting, kind="meeting", label=_("Meeting"), describe=describe_meeting)
    register(Minutes, kind="minutes", label=_("Minutes"), describe=describe_minutes)
    meetings, minutes = Meeting.objects, Minutes.objects
    follow(Meeting, AgendaItem, lambda keys: meetings.filter(agenda__in=keys))
    follow(Meeting, Group, lambda keys: meetings.filter(group__in=keys))
    follow(Meeting, Council, lambda keys: meetings.filter(host__in=keys))
    follow(Minutes, Meeting, lambda keys: minutes.filter(meeting__in=keys))
    register_files(
        "meeting",
        Meeting,
        by="meeting",
        uses=used_files,
        describe=describe_file,
        key=key_of_file,
        may_read=may_read_file,
    )
    post_save.connect(meeting_saved, sender=Meeting, dispatch_uid="meetings-file-keys")


def meeting_saved(instance: Meeting, created: bool, **kwargs: Any) -> None:
    """A draft's files open with it."""
    if not created:
        renew_keys(instance)


def describe_meeting(meeting: Meeting) -> SearchRecord | None:
    """None for a draft. The joining link, who comes and what they need are never in it."""
    if meeting.status == Status.DRAFT:
        return None
    agenda = [item.title for item in meeting.agenda.all() if item.accepted]
    return SearchRecord(
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


def describe_minutes(minutes: Minutes) -> SearchRecord:
    """With the audience of the minutes, which may differ from the meeting's."""
    text = " ".join(strip_tags(minutes.text.replace("<", " <")).split())
    meeting = minutes.meeting
    return SearchRecord(
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


def used_files() -> QuerySet[Attachment]:
    """Files of all meetings but drafts."""
    return Attachment.objects.exclude(meeting__status=Status.DRAFT)


def key_of_file(meeting: Meeting, file: File) -> str:
    """The meeting's own; files of a draft, and those that nobody found fit, are the chairs' alone."""
    unfit = isinstance(file, HubDocument) and why_not(file, meeting.audience_key)
    return NOBODY if unfit or meeting.status == Status.DRAFT else meeting.audience_key


def may_read_file(reader: Any, meeting: Meeting, file: File) -> bool:
    if file.audience_key == NOBODY:
        return can_chair(reader, meeting.group)
    return Meeting.objects.visible_to(reader).filter(pk=meeting.pk).exists()


def describe_file(meeting_pk: int, document: HubDocument) -> SearchRecord | None:
    """A file as its meeting's readers may find it.

    None for a draft's, and where the key of the file is not that of the meeting: who may find it
    must be who may open it.
    """
    held = Attachment.objects.filter(meeting=meeting_pk, document=document)
    attachment = held.select_related("meeting__group", "meeting__host").first()
    whole = describe_meeting(attachment.meeting) if attachment else None
    if attachment is None or whole is None or document.audience_key != whole.audience_key:
        return None
    about = gettext("A file of the meeting “%(title)s”") % {"title": whole.title}
    return replace(
        whole, kind="file", title=attachment.title, url=document.url, summary=about, body=""
    )
