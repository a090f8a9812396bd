"""The report as CSV and as XLSX."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from network.escalations.exports.rows import headings, rows, safe
from network.escalations.report import Report


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
    _widths(sheet, [8, 60, 22, 18, 40, 16, 20, 12, 14, 14, 14, 8, 24, 14])
    sheet.append([_bold(sheet, name) for name in headings()])
    for row in rows(report.issues):
        sheet.append(row)


def _bold(sheet: object, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=safe(words))
    cell.font = Font(bold=True)
    return cell


def _widths(sheet: object, widths: list[int]) -> None:
    for number, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHIJKLMNOP"[number]].width = width  # type: ignore[attr-defined]
