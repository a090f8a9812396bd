"""Proposing a year's dates and keeping them clear of holidays. Pure: no Django, no clock.

A cadence gives the wished dates. Each one that falls on an England bank holiday, in a school
holiday of a council concerned, or on a day the chair blocked, moves to the nearest free date on
the same weekday, and says why. The cadence itself is not disturbed by a move.
"""

from calendar import monthcalendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

Day = date  # a field named date hides the type
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FURTHEST_WEEKS = 7  # the summer holidays are six weeks long


@dataclass(frozen=True)
class Cadence:
    """Every `weeks` weeks from the first date, or each `months`-th month on the nth weekday.

    `nth` is 1 to 4, or -1 for the last one of the month; `weekday` 0 is Monday.
    """

    weeks: int = 0
    months: int = 0
    nth: int = 1
    weekday: int = 0


@dataclass(frozen=True)
class Closed:
    """Days on which the network does not meet, both ends included, and why."""

    first: date
    last: date
    why: str


@dataclass(frozen=True)
class Proposed:
    """`wished` is what the cadence says; `reason` is empty where it is also the date."""

    date: Day
    wished: Day
    reason: str = ""


def wished_dates(
    cadence: Cadence, first: date, until: date, anchor: date | None = None
) -> list[date]:
    """The cadence's dates from `first` to `until`, both included, in step with `anchor`.

    `anchor` is a date that the cadence gave before; without one it starts with `first`.
    """
    if cadence.weeks:
        days = _by_weeks(cadence, first, anchor or first)
    else:
        days = _by_months(cadence, first, anchor)
    found: list[date] = []
    for day in days:
        if day > until:
            return found
        if day >= first:
            found.append(day)
    return found


def propose(
    cadence: Cadence,
    first: date,
    until: date,
    closed: Sequence[Closed],
    anchor: date | None = None,
) -> list[Proposed]:
    """Dates for a year (or any span), moved where they must be; never twice the same."""
    proposed: list[Proposed] = []
    for wished in wished_dates(cadence, first, until, anchor):
        after = proposed[-1].date if proposed else first - timedelta(days=1)
        proposed.append(keep_clear(wished, closed, after=after))
    return proposed


def keep_clear(wished: date, closed: Sequence[Closed], *, after: date) -> Proposed:
    """The nearest free date on the same weekday later than `after`, with the reason."""
    why = why_closed(wished, closed)
    if not why and wished > after:
        return Proposed(wished, wished)
    why = why or "the meeting before it was moved to that date"
    for day in _around(wished):
        if day > after and not why_closed(day, closed):
            return Proposed(day, wished, f"Moved from {in_words(wished)}: {why}.")
    return Proposed(wished, wished, f"Not moved, though {why}: no free date is near.")


def why_closed(day: date, closed: Iterable[Closed]) -> str:
    """Why the network does not meet on this day, or an empty text."""
    holiday = bank_holiday(day)
    reasons = [f"{holiday} (bank holiday)"] if holiday else []
    reasons += [entry.why for entry in closed if entry.first <= day <= entry.last]
    return _shortly(list(dict.fromkeys(reasons)))


def bank_holiday(day: date) -> str:
    """The name of the bank holiday in England, or an empty text."""
    return holidays.country_holidays("GB", subdiv="ENG", years=day.year).get(day, "")


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _shortly(reasons: list[str]) -> str:
    if len(reasons) > 3:
        return f"{'; '.join(reasons[:2])}; and {len(reasons) - 2} more reasons"
    return "; ".join(reasons)


def _around(wished: date) -> Iterator[date]:
    for weeks in range(1, FURTHEST_WEEKS + 1):
        yield wished + timedelta(weeks=weeks)
        yield wished - timedelta(weeks=weeks)


def _by_weeks(cadence: Cadence, first: date, anchor: date) -> Iterator[date]:
    apart = 7 * cadence.weeks
    day = first + timedelta(days=(anchor - first).days % apart)
    while True:
        yield day
        day += timedelta(weeks=cadence.weeks)


def _by_months(cadence: Cadence, first: date, anchor: date | None) -> Iterator[date]:
    if cadence.months < 1:
        return
    year, month = first.year, first.month
    if anchor:
        ahead = (anchor.year - year) * 12 + anchor.month - month
        year, month = _months_on(year, month, ahead % cadence.months)
    start = nth_weekday(year, month, cadence.nth, cadence.weekday)
    if start < first:  # the first month's date has gone by: begin with the next one
        year, month = _months_on(year, month, cadence.months if anchor else 1)
    while True:
        yield nth_weekday(year, month, cadence.nth, cadence.weekday)
        year, month = _months_on(year, month, cadence.months)


def _months_on(year: int, month: int, by: int) -> tuple[int, int]:
    return year + (month - 1 + by) // 12, (month - 1 + by) % 12 + 1


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth (1 to 4, or -1 for the last) such weekday of a month."""
    days = [week[weekday] for week in monthcalendar(year, month) if week[weekday]]
    return date(year, month, days[nth - 1 if nth > 0 else nth])
