"""Dates as far as they are known: a day, a month, or only a year.

The first day of the part stands in the database, so that dates can be sorted; how much of it is
known stands beside it. Nobody is ever shown "1 January" for a year.
"""

from __future__ import annotations

import re
from datetime import date

from django.utils.formats import date_format

DAY, MONTH, YEAR = "day", "month", "year"
_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_SHOWN = {DAY: "j F Y", MONTH: "F Y", YEAR: "Y"}
_LENGTH = {DAY: 10, MONTH: 7, YEAR: 4}


def read(text: str) -> tuple[date, str]:
    """ "2013", "2025-06" or "2025-06-11": the first day of it, and how much is known.

    Raises ValueError for anything else, also for a day that no calendar has.
    """
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date: write a year, a month (2025-06) or a day.")
    year, month, day = match.groups()
    known = DAY if day else MONTH if month else YEAR
    return date(int(year), int(month or 1), int(day or 1)), known


def shown(first_day: date, known: str) -> str:
    """In words: 2013, June 2025, 11 June 2025."""
    return date_format(first_day, _SHOWN.get(known, _SHOWN[DAY]))


def written(first_day: date, known: str) -> str:
    """As ISO 8601 writes it, as short as what is known: 2013, 2025-06, 2025-06-11."""
    return first_day.isoformat()[: _LENGTH.get(known, 10)]
