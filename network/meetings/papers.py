"""Files of meetings: looked into before anybody but the chairs has them (hub.inspection)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from hub.access.audience import NOBODY
from hub.access.files import give
from hub.inspection.services import why_not
from hub.models import HubDocument
from network.meetings.models import AgendaItem, Attachment, Meeting


@transaction.atomic
def attach(
    meeting: Meeting, title: str, file: Any, *, by: Any, item: AgendaItem | None = None
) -> Attachment:
    """Keep a file, for the meeting or for one item of it. Its readers have it once somebody had it
    looked into and it is fit."""
    document = HubDocument.objects.create(title=title, file=file, uploaded_by_user=by)
    give(meeting, [document])
    return Attachment.objects.create(meeting=meeting, item=item, title=title, document=document)


def is_fit(paper: Attachment) -> bool:
    """Whether the meeting's readers may have it, once the meeting is theirs."""
    return not why_not(paper.document, paper.meeting.audience_key)


def shown_to(papers: list[Attachment], chairs: bool) -> list[Attachment]:
    """Those that wait to be looked at are on the chair's page alone."""
    return [paper for paper in papers if chairs or paper.document.audience_key != NOBODY]


@transaction.atomic
def take_off(paper: Attachment) -> None:
    """The file goes with it."""
    paper.document.delete()
