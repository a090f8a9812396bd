"""School holidays from a CSV: council, name, first, last."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from hub.decoding import decoded
from hub.written_dates import day_in
from network.councils.models import Council, Network
from network.meetings.models import SchoolHoliday

LONGEST = 80
COLUMNS = ("council", "name", "first", "last")


@dataclass
class ImportReport:
    """`errors` name row and column; rows that are right are kept all the same."""

    created: int = 0
    updated: int = 0
    errors: list[str] = field(default_factory=list)


@transaction.atomic
def import_holidays(content: bytes, network: Network) -> ImportReport:
    """A second import of the same file changes nothing; a new last day replaces the old one."""
    report = ImportReport()
    councils: dict[str, Council] = {}
    for one in Council.objects.filter(network=network):
        councils |= {name.casefold(): one for name in (one.slug, one.short_name, one.name)}
    for number, row in _rows(content, report):
        _take(number, row, councils, report)
    return report


def _rows(content: bytes, report: ImportReport) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that say something, with their number in the sheet; what is wrong goes to the report.

    Spreadsheets end lines and part columns in their own ways; capitals in headings do not matter.
    """
    text = decoded(content).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    columns: list[str] = []
    for number, cells in _cells(reader, report):
        if not any(cell.strip() for cell in cells):
            continue
        if columns:
            yield number, dict(zip(columns, (*cells, *[""] * len(columns)), strict=False))
            continue
        columns = [cell.strip().casefold() for cell in cells]
        missing = [one for one in COLUMNS if one not in columns]
        if missing:
            report.errors.append(_("The first row lacks these columns: %s.") % ", ".join(missing))
            return
    if not columns:
        report.errors.append(_("The first row lacks these columns: %s.") % ", ".join(COLUMNS))


def _cells(reader: Iterator[list[str]], report: ImportReport) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number. One that csv cannot read, such as one with a huge cell, is refused."""
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error:
            report.errors.append(_("Row %d cannot be read: a cell is far too long.") % number)


def _take(
    number: int, row: dict[str, str], councils: dict[str, Council], report: ImportReport
) -> None:
    council = councils.get(row["council"].strip().casefold())
    if council is None:
        report.errors.append(
            _("Row %(row)d, council: there is no “%(name)s” in this network.")
            % {"row": number, "name": row["council"][:LONGEST]}
        )
        return
    days = {}
    for column in ("first", "last"):
        found = day_in(row[column])
        if found is None:
            report.errors.append(
                _("Row %(row)d, %(column)s: “%(text)s” is not a date like 2027-03-31 or 31/3/2027.")
                % {"row": number, "column": column, "text": row[column][:LONGEST]}
            )
            return
        days[column] = found
    if days["last"] < days["first"]:
        report.errors.append(_("Row %d, last: it ends before it starts.") % number)
        return
    _holiday, made = SchoolHoliday.objects.update_or_create(
        council=council, first=days["first"],
        defaults={"last": days["last"], "name": row["name"].strip()[:80]},
    )  # fmt: skip
    report.created += made
    report.updated += not made
