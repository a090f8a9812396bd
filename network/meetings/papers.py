"""Files of meetings: looked into before anybody else has them."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from hub.audience import NOBODY
from hub.inspection.services import look_inside, why_not
from hub.models import HubDocument
from network.meetings.models import AgendaItem, Attachment, Meeting


def attach(
    meeting: Meeting, title: str, file: Any, *, by: Any, item: AgendaItem | None = None
) -> Attachment:
    """Keep a file, for the meeting or for one item of it. Its readers have it once it is fit."""
    with transaction.atomic():
        document = HubDocument.objects.create(title=title, file=file, uploaded_by_user=by)
        paper = Attachment.objects.create(
            meeting=meeting, item=item, title=title, document=document
        )
    look_inside(document)  # after the transaction: it may take a while
    open_when_fit(paper)
    return paper


def open_when_fit(paper: Attachment) -> bool:
    """Give the file to the meeting's readers unless something in it has to be looked at first."""
    key = paper.meeting.audience_key
    fit = not why_not(paper.document, key)
    if fit and paper.document.audience_key != key:
        paper.document.audience_key = key
        paper.document.save()
    return fit


def is_open(paper: Attachment) -> bool:
    """Whether its readers have it."""
    return paper.document.audience_key != NOBODY


def shown_to(papers: list[Attachment], chairs: bool) -> list[Attachment]:
    """Those that wait to be looked at are on the chair's page alone."""
    return [paper for paper in papers if chairs or is_open(paper)]


@transaction.atomic
def take_off(paper: Attachment) -> None:
    """The file goes with it."""
    paper.document.delete()
