"""One issue as a line of a list, for one reader: everything veiled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.escalations.anonymise import Veil
from network.escalations.clock import Reading
from network.escalations.clock_display import clock_heading
from network.escalations.models import Issue
from network.escalations.permissions import standing_signatures
from network.escalations.services.answering import outcome_words
from network.escalations.states import LABELS, State


@dataclass(frozen=True)
class Card:
    """What components/entry.html asks for, and what a queue sorts by."""

    number: int
    url: str
    title: str
    text: str
    state: str
    council: str
    council_slug: str
    facts: list[str] = field(default_factory=list)
    due: str = ""
    due_day: date | None = None
    days_left: int = 9999
    is_late: bool = False
    is_paused: bool = False
    holder: str = ""


def card(issue: Issue, reader: Any) -> Card:
    """The line of one issue. Use `with_everything()` on the queryset: no query is made here."""
    veil = Veil(issue, reader)
    reading = issue.reading()
    return Card(
        number=issue.pk,
        url=issue.get_absolute_url(),
        title=veil.text(issue.title),
        text=veil.text(short(issue.what_we_ask)),
        state=_(LABELS[State(issue.state)]),
        council=capfirst(veil.council(issue.council)),
        council_slug=veil.slug(issue.council),
        facts=_facts(issue),
        due=due_words(issue, reading),
        due_day=reading.due if reading else None,
        days_left=reading.days_left if reading else 9999,
        is_late=bool(reading and reading.is_late),
        is_paused=bool(reading and reading.is_paused),
        holder=issue.holder.name if issue.holder else "",
    )


def short(words: str, most: int = 180) -> str:
    """The first lines of a text."""
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"


def _facts(issue: Issue) -> list[str]:
    count = len(standing_signatures(issue))
    signed = ngettext("Signed by %s council", "Signed by %s councils", count) % count
    when = date_format(timezone.localdate(issue.sent_at), "j F Y") if issue.sent_at else ""
    return [
        outcome_words(issue.outcome) if issue.outcome else "",
        signed if count and not issue.is_draft else "",
        _("Raised %s") % when if when else _("Not sent yet"),
        _("Confidential") if issue.is_confidential and not issue.is_draft else "",
    ]


def due_words(issue: Issue, reading: Reading | None) -> str:
    """The clock in a few words, for issues that are with ADASS."""
    if reading is None or not issue.is_open:
        return ""
    if reading.due is None:
        return clock_heading(reading)
    return f"{clock_heading(reading)}, {_('due %s') % date_format(reading.due, 'j F')}"


def by_clock(card_: Card) -> tuple[bool, int, int]:
    """Sort key of the ADASS queue: least days left first, paused ones last."""
    return (card_.is_paused, card_.days_left, card_.number)
