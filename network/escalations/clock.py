"""The working-day clock of an issue. Pure: no Django, no database, no "now".

Rules, in the words of the network:
- Day zero is the day the issue was received. The next working day is day 1.
- A working day is Monday to Friday and not a bank holiday in England.
- A day on which the clock is paused does not count; the day it starts again does.
- Due days are always counted from day zero, so making an issue more urgent can make it late at once.
- Opening an issue again starts a new run, with its own day zero.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)
DAYS_IN_WEEK = 7
WORKING_DAYS_IN_WEEK = 5
YEARS_KNOWN = range(2015, 2076)


class Tick(Enum):
    """What can happen to a clock."""

    RECEIVED = "received"
    PAUSED = "paused"
    RESUMED = "resumed"
    URGENCY = "urgency"
    STOPPED = "stopped"
    REOPENED = "reopened"


@dataclass(frozen=True)
class Event:
    """One thing that happened to the clock on one London day.

    `due_days` is read for RECEIVED, URGENCY and REOPENED only. `reason` is for people.
    """

    tick: Tick
    day: date
    due_days: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Pause:
    """A stretch without counting; `until` is the first counted day again, None while it lasts."""

    since: date
    until: date | None
    reason: str


@dataclass(frozen=True)
class Run:
    """One life of the clock, from the day received to the day answered."""

    received: date
    due_days: int
    pauses: tuple[Pause, ...] = ()
    stopped: date | None = None

    @property
    def open_pause(self) -> Pause | None:
        """The pause that has not ended, if there is one."""
        last = self.pauses[-1] if self.pauses else None
        return last if last and last.until is None else None


@dataclass(frozen=True)
class Reading:
    """What the clock says on one day.

    `due` is None only while the clock is paused before its last day: nobody can know the date then.
    `is_late` looks at the day asked about, or at the day the clock stopped.
    """

    working_days: int
    due_days: int
    due: date | None
    is_late: bool
    is_paused: bool
    is_stopped: bool
    pause_reason: str = ""

    @property
    def days_left(self) -> int:
        """Working days still to go; negative when more have run than were allowed."""
        return self.due_days - self.working_days


@cache
def england_bank_holidays() -> frozenset[date]:
    """Bank holidays in England: the plain UK list lacks Easter Monday and the August one."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=YEARS_KNOWN))


def is_working_day(day: date, bank_holidays: Collection[date] | None = None) -> bool:
    """Monday to Friday and no bank holiday in England."""
    closed = england_bank_holidays() if bank_holidays is None else bank_holidays
    return day.weekday() < WORKING_DAYS_IN_WEEK and day not in closed


def working_days_in(
    first: date, last: date, bank_holidays: Collection[date] | None = None
) -> Iterator[date]:
    """Every working day from `first` to `last`, both included."""
    day = first
    while day <= last:
        if is_working_day(day, bank_holidays):
            yield day
        day += ONE_DAY


def add_working_days(day: date, count: int, bank_holidays: Collection[date] | None = None) -> date:
    """The day on which `count` working days after `day` have run; `day` itself when count is 0."""
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day, bank_holidays)
    return day


def runs_of(events: Iterable[Event], at: date | None = None) -> list[Run]:
    """The runs of a clock, oldest first, from events in the order they happened.

    Events after `at` are left out. Events that make no sense (a second pause, a resume while
    running, anything after the clock stopped) change nothing.
    """
    runs: list[Run] = []
    for event in events:
        if at is not None and event.day > at:
            continue
        if _starts_a_run(event, runs):
            runs.append(Run(event.day, event.due_days))
        elif runs and runs[-1].stopped is None:
            runs[-1] = _after(runs[-1], event)
    return runs


def _starts_a_run(event: Event, runs: Sequence[Run]) -> bool:
    if event.tick is Tick.RECEIVED:
        return not runs
    return event.tick is Tick.REOPENED and bool(runs) and runs[-1].stopped is not None


def _after(run: Run, event: Event) -> Run:
    """The run once `event` has happened to it."""
    pause = run.open_pause
    if event.tick is Tick.PAUSED and pause is None:
        return replace(run, pauses=(*run.pauses, Pause(event.day, None, event.reason)))
    if event.tick in (Tick.RESUMED, Tick.STOPPED) and pause is not None:
        run = replace(run, pauses=(*run.pauses[:-1], replace(pause, until=event.day)))
    if event.tick is Tick.STOPPED:
        return replace(run, stopped=event.day)
    if event.tick is Tick.URGENCY:
        return replace(run, due_days=event.due_days)
    return run


def counted_spans(run: Run, upto: date) -> list[tuple[date, date]]:
    """Stretches of days (first, last) in which working days count, from day 1 to `upto`."""
    spans = []
    first = run.received + ONE_DAY
    for pause in run.pauses:
        spans.append((first, min(pause.since - ONE_DAY, upto)))
        if pause.until is None:
            return [span for span in spans if span[0] <= span[1]]
        first = max(first, pause.until)
    spans.append((first, upto))
    return [span for span in spans if span[0] <= span[1]]


def count_working_days(
    spans: Sequence[tuple[date, date]], bank_holidays: Collection[date] | None = None
) -> int:
    """Working days in stretches of days, both ends included."""
    return sum(_working_days_between(first, last, bank_holidays) for first, last in spans)


def _working_days_between(
    first: date, last: date, bank_holidays: Collection[date] | None = None
) -> int:
    """Whole weeks by sums, the rest by steps: a clock of two years is read on every list."""
    weeks = ((last - first).days + 1) // DAYS_IN_WEEK
    rest = first + weeks * DAYS_IN_WEEK * ONE_DAY
    whole = weeks * WORKING_DAYS_IN_WEEK - _closed_weekdays(first, rest, bank_holidays)
    return whole + sum(1 for _ in working_days_in(rest, last, bank_holidays))


def _closed_weekdays(first: date, end: date, bank_holidays: Collection[date] | None) -> int:
    closed = england_bank_holidays() if bank_holidays is None else bank_holidays
    return sum(1 for day in closed if first <= day < end and day.weekday() < WORKING_DAYS_IN_WEEK)


def read_run(run: Run, at: date, bank_holidays: Collection[date] | None = None) -> Reading:
    """What one run says at the end of the London day `at`."""
    last = min(at, run.stopped) if run.stopped else at
    spans = counted_spans(run, last)
    counted = count_working_days(spans, bank_holidays)
    pause = run.open_pause
    due = _due(run, spans, counted, last, bank_holidays)
    return Reading(
        working_days=counted,
        due_days=run.due_days,
        due=due,
        is_late=due is not None and last > due,
        is_paused=pause is not None,
        is_stopped=run.stopped is not None,
        pause_reason=pause.reason if pause else "",
    )


def _due(run: Run, spans, counted: int, last: date, bank_holidays) -> date | None:
    if counted < run.due_days:
        if run.open_pause is not None:
            return None
        return add_working_days(max(last, run.received), run.due_days - counted, bank_holidays)
    left = run.due_days
    for first, end in spans:
        here = _working_days_between(first, end, bank_holidays)
        if left <= here:
            return add_working_days(first - ONE_DAY, left, bank_holidays) if left else run.received
        left -= here
    return run.received


def read(
    events: Iterable[Event], at: date, bank_holidays: Collection[date] | None = None
) -> Reading | None:
    """What the clock says at the end of the London day `at`; None if it had not started."""
    runs = runs_of(events, at)
    return read_run(runs[-1], at, bank_holidays) if runs else None
