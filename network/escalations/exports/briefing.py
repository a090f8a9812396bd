"""A briefing of two pages that a manager can take to a meeting."""

from __future__ import annotations

import io
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.shared import Cm, Pt

from network.escalations.cards import by_clock, card
from network.escalations.models import Answer
from network.escalations.report import Report
from network.escalations.veil import Veil

MOST_LISTED = 6
SECTIONS = ("state", "age", "outcome", "worked")


def as_docx(report: Report) -> bytes:
    """Page one: the numbers. Page two: what is nearest its due day, and the last answers."""
    paper = Document()
    _set_up(paper)
    today = date_format(timezone.localdate(), "j F Y")
    paper.add_heading(_("Raised with ADASS: %s") % report.network.name, 1)
    paper.add_paragraph(
        _("Direct payments network, %s. A request and an answer, never an order.") % today
    )
    _table(paper, report.figures)
    for section in report.sections:
        if section.key in SECTIONS and section.rows:
            paper.add_heading(section.heading, 2)
            shown = [(name, _("hidden") if n is None else str(n)) for name, n in section.rows]
            _table(paper, shown[:MOST_LISTED])
    if report.hides_something:
        paper.add_paragraph(
            _(
                "Some small numbers are hidden, so that no council which asked not to be named can be worked out."
            )
        )
    paper.add_page_break()
    _nearest(paper, report)
    _answers(paper, report)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _set_up(paper: Any) -> None:
    paper.core_properties.title = _("Raised with ADASS")
    paper.core_properties.author = ""
    paper.core_properties.language = "en-GB"
    paper.styles["Normal"].font.name = "Arial"
    paper.styles["Normal"].font.size = Pt(12)
    paper.styles["Normal"].paragraph_format.space_after = Pt(4)
    for section in paper.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.6)


def _table(paper: Any, pairs: list[tuple[str, str]]) -> None:
    table = paper.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for label, words in pairs:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, words


def _nearest(paper: Any, report: Report) -> None:
    paper.add_heading(_("Nearest their due day"), 2)
    cards = [card(issue, None) for issue in report.issues if issue.is_open and issue.ticks.all()]
    for one in sorted(cards, key=by_clock)[:MOST_LISTED]:
        line = paper.add_paragraph(style="List Bullet")
        line.add_run(f"{one.number}: {one.title}").bold = True
        line.add_run(f" ({one.council or _('a member')}). {one.due}.")
    if not cards:
        paper.add_paragraph(_("Nothing is with ADASS."))


def _answers(paper: Any, report: Report) -> None:
    paper.add_heading(_("The last answers"), 2)
    by_issue = {issue.pk: issue for issue in report.issues}
    last = Answer.objects.filter(issue__in=by_issue, published_at__isnull=False)
    for answer in last.order_by("-published_at")[:MOST_LISTED]:
        veil = Veil(by_issue[answer.issue_id], None)
        line = paper.add_paragraph(style="List Bullet")
        line.add_run(
            f"{answer.issue_id}: {veil.text(by_issue[answer.issue_id].title)}. "
        ).bold = True
        line.add_run(f"{answer.get_outcome_display()}. {_short(veil.text(answer.in_plain_words))}")


def _short(words: str, most: int = 240) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + "…"
