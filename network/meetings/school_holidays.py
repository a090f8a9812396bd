"""School holidays from a CSV: council, name, first, last."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hub.decoding import decoded
from network.councils.models import Council, Network
from network.meetings.models import SchoolHoliday

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
    rows = _rows(content, report)
    councils: dict[str, Council] = {}
    for one in Council.objects.filter(network=network):
        councils |= {name.casefold(): one for name in (one.slug, one.short_name, one.name)}
    for number, row in enumerate(rows, 2):
        _take(number, row, councils, report)
    return report


def _rows(content: bytes, report: ImportReport) -> list[dict]:
    reader = csv.DictReader(io.StringIO(decoded(content).replace("\0", ""), newline=""))
    try:
        columns = reader.fieldnames or ()
    except csv.Error:
        columns = ()
    missing = [one for one in COLUMNS if one not in columns]
    if missing:
        report.errors.append(_("The first row lacks these columns: %s.") % ", ".join(missing))
        return []
    try:
        return list(reader)
    except csv.Error:
        report.errors.append(_("This is no CSV file. Save the table as CSV (UTF-8) and try again."))
        return []


def _take(number: int, row: dict, councils: dict, report: ImportReport) -> None:
    council = councils.get((row["council"] or "").strip().casefold())
    if council is None:
        report.errors.append(
            _("Row %(row)d, council: there is no “%(name)s” in this network.")
            % {"row": number, "name": row["council"]}
        )
        return
    days = {}
    for column in ("first", "last"):
        try:
            days[column] = date.fromisoformat((row[column] or "").strip())
        except ValueError:
            report.errors.append(
                _("Row %(row)d, %(column)s: “%(text)s” is not a date like 2027-03-31.")
                % {"row": number, "column": column, "text": row[column]}
            )
            return
    if days["last"] < days["first"]:
        report.errors.append(_("Row %d, last: it ends before it starts.") % number)
        return
    _holiday, made = SchoolHoliday.objects.update_or_create(
        council=council, first=days["first"],
        defaults={"last": days["last"], "name": (row["name"] or "").strip()[:80]},
    )  # fmt: skip
    report.created += made
    report.updated += not made
