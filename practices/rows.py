"""Notes as rows of a list, ready for components/entry.html."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from practices.models import PracticeNotePage

ROWS_A_PAGE = 20


@dataclass(frozen=True)
class NoteRow:
    """What a reader needs to decide whether to open a note."""

    title: str
    url: str
    text: str
    council_name: str
    council_slug: str
    stage: str
    stage_label: str
    facts: tuple[str, ...]
    due: str


def row_of(note: PracticeNotePage) -> NoteRow:
    return NoteRow(
        title=note.title,
        url=note.address,
        text=note.summary,
        council_name=note.council.short_name if note.council else "",
        council_slug=note.council.slug if note.council else "",
        stage=note.status,
        stage_label=str(note.get_status_display()),
        facts=(date_format(note.last_published_at, "j F Y"),) if note.last_published_at else (),
        due=_("Due for review") if note.is_past_review() else "",
    )


def rows_of(notes: Iterable[PracticeNotePage]) -> list[NoteRow]:
    return [row_of(note) for note in notes]


def newest(notes: Any) -> Any:
    """The notes in the order lists show them, with what a row needs."""
    return notes.select_related("council").order_by("-last_published_at", "-pk")


def page_of(
    request: HttpRequest, things: Any, size: int = ROWS_A_PAGE, count: int | None = None
) -> Page:
    """The page the address asks for; an odd number gives the first or the last page.

    `count` is how many there are, where the caller has counted them already.
    """
    paginator = Paginator(things, size)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get("page"))
