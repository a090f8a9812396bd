"""The list of issues as rows for a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from network.escalations.models import Issue
from network.escalations.permissions import standing_signatures
from network.escalations.services.answering import outcome_words
from network.escalations.states import LABELS, State
from network.escalations.topics import topic_choices
from network.escalations.veil import Veil

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def safe(value: object) -> object:
    """Text that no spreadsheet runs as a formula; numbers and dates stay what they are."""
    if not isinstance(value, str):
        return value
    text = NOT_PRINTED.sub("", value)
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text


def headings() -> list[str]:
    return [
        _("Issue"), _("Title"), _("State"), _("Raised by"), _("Councils that signed"), _("Barrier"),
        _("Topic"), _("Urgency"), _("Raised on"), _("Working days with ADASS"), _("Due"), _("Late"),
        _("Outcome"), _("Answered on"),
    ]  # fmt: skip


def rows(issues: list[Issue]) -> Iterator[list[object]]:
    """One row an issue, already safe. A report lists what the whole network sees."""
    names = dict(topic_choices())
    for issue in issues:
        yield [safe(value) for value in _row(issue, names)]


def _row(issue: Issue, names: dict[str, str]) -> list[object]:
    veil, reading = Veil(issue, None), issue.reading()
    return [
        issue.pk,
        veil.text(issue.title),
        _(LABELS[State(issue.state)]),
        veil.council(issue.council) or _("a member"),
        ", ".join(sorted(veil.council(one.council) for one in standing_signatures(issue))),
        issue.barrier.name if issue.barrier else "",
        names.get(issue.topic, issue.topic),
        str(issue.get_urgency_display()),
        timezone.localdate(issue.sent_at) if issue.sent_at else None,
        reading.working_days if reading else None,
        reading.due if reading else None,
        (_("yes") if reading.is_late else _("no")) if reading else "",
        outcome_words(issue.outcome),
        timezone.localdate(issue.answered_at) if issue.answered_at else None,
    ]
