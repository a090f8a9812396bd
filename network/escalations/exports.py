"""The list of issues as rows for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from hub import demonstration
from network.escalations.anonymise import Veil
from network.escalations.list_item import by_clock, card
from network.escalations.models import Answer, Issue
from network.escalations.permissions import standing_signatures
from network.escalations.report import Report
from network.escalations.services.answering import outcome_words
from network.escalations.states import LABELS, State
from network.escalations.topics import topic_choices

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def safe(value: object) -> object:
    """Text that no spreadsheet runs as a formula; numbers and dates stay what they are."""
    if not isinstance(value, str):
        return value
    text = NOT_PRINTED.sub("", value)
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text


def headings() -> list[str]:
    mark = [demonstration.mark()] if demonstration.is_on() else []
    return mark + [
        _("Issue"), _("Title"), _("State"), _("Raised by"), _("Councils that signed"), _("Barrier"),
        _("Topic"), _("Urgency"), _("Raised on"), _("Working days with ADASS"), _("Due"), _("Late"),
        _("Outcome"), _("Answered on"),
    ]  # fmt: skip


def rows(issues: list[Issue]) -> Iterator[list[object]]:
    """One row an issue, already safe. A report lists what the whole network sees."""
    names = dict(topic_choices())
    mark: list[object] = [demonstration.mark()] if demonstration.is_on() else []
    for issue in issues:
        yield mark + [safe(value) for value in _row(issue, names)]


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


# The report as CSV and as XLSX.


def as_csv(report: Report) -> bytes:
    """One line an issue, with a mark that makes spreadsheet programs read it as UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(headings())
    writer.writerows(rows(report.issues))
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(report: Report) -> bytes:
    """Two sheets: the numbers, and one line an issue."""
    book = Workbook(write_only=True)
    numbers = book.create_sheet(_("Numbers"))
    _widths(numbers, [44, 16])
    numbers.append([_bold(numbers, f"{report.network.name}: {_('raised with ADASS')}")])
    _say_so(numbers)
    if demonstration.is_on():
        numbers.append([_bold(numbers, demonstration.sentence())])
    for label, words in report.figures:
        numbers.append([safe(label), safe(words)])
    for section in report.sections:
        numbers.append([])
        numbers.append([_bold(numbers, section.heading), _bold(numbers, section.unit)])
        for name, shown in section.rows:
            numbers.append([safe(name), _("hidden") if shown is None else shown])
    _list_sheet(book, report)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _list_sheet(book: Workbook, report: Report) -> None:
    sheet = book.create_sheet(_("Issues"))
    sheet.freeze_panes = "A2"
    _say_so(sheet)
    _widths(
        sheet,
        [
            *([16] if demonstration.is_on() else []),
            8,
            60,
            22,
            18,
            40,
            16,
            20,
            12,
            14,
            14,
            14,
            8,
            24,
            14,
        ],
    )
    sheet.append([_bold(sheet, name) for name in headings()])
    for row in rows(report.issues):
        sheet.append(row)


def _say_so(sheet: Any) -> None:
    """The mark of a demonstration at the head of each printed page."""
    sheet.oddHeader.center.text = demonstration.sentence() or None


def _bold(sheet: object, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=safe(words))
    cell.font = Font(bold=True)
    return cell


def _widths(sheet: object, widths: list[int]) -> None:
    for number, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHIJKLMNOP"[number]].width = width  # type: ignore[attr-defined]


# A briefing of two pages that a manager can take to a meeting.

MOST_LISTED = 6
SECTIONS = ("state", "age", "outcome", "worked")


def as_docx(report: Report) -> bytes:
    """Page one: the numbers. Page two: what is nearest its due day, and the last answers."""
    paper = Document()
    _set_up(paper)
    today = date_format(timezone.localdate(), "j F Y")
    title = _("Raised with ADASS: %s") % report.network.name
    paper.add_heading(demonstration.marked(title), 1)
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
    paper.core_properties.title = demonstration.marked(_("Raised with ADASS"))
    paper.core_properties.author = ""
    paper.core_properties.language = "en-GB"
    paper.styles["Normal"].font.name = "Arial"
    paper.styles["Normal"].font.size = Pt(12)
    paper.styles["Normal"].paragraph_format.space_after = Pt(4)
    for section in paper.sections:
        section.header.paragraphs[0].text = demonstration.sentence()
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
