"""The clock drawn as working weeks: rows of five days. Pure; the words for readers are in the template."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.escalations import clock
from network.escalations.clock import WORKING_DAYS_IN_WEEK, Run, is_working_day, read_run

LONGEST_PICTURE_WEEKS = 14


@dataclass(frozen=True)
class Day:
    """One day of the picture. `kind`: zero, used, paused, holiday, answered, due, left or blank."""

    day: date
    kind: str
    number: int | None = None


@dataclass(frozen=True)
class Picture:
    """Weeks (Monday to Friday) and how many earlier weeks were left out of a very long clock."""

    weeks: list[list[Day]]
    weeks_left_out: int = 0


def draw(run: Run, today: date, bank_holidays: Collection[date] | None = None) -> Picture:
    """Every working week from the day received to the due day, or to today if that is later."""
    last = run.stopped or today
    reading = read_run(run, last, bank_holidays)
    end = max(last, reading.due or last)
    monday = run.received - timedelta(days=run.received.weekday())
    weeks = []
    while monday <= end:
        weeks.append(_week(run, monday, last, reading.due, bank_holidays))
        monday += timedelta(days=7)
    weeks = [week for week in weeks if any(day.kind != "blank" for day in week)]
    left_out = max(0, len(weeks) - LONGEST_PICTURE_WEEKS)
    return Picture(weeks[left_out:], left_out)


def _week(run: Run, monday: date, last: date, due: date | None, bank_holidays) -> list[Day]:
    days = [monday + timedelta(days=n) for n in range(WORKING_DAYS_IN_WEEK)]
    return [_day(run, day, last, due, bank_holidays) for day in days]


def _day(run: Run, day: date, last: date, due: date | None, bank_holidays) -> Day:
    if day < run.received or (day > last and (due is None or day > due)):
        return Day(day, "blank")
    if day == run.received:
        return Day(day, "zero", 0)
    if not is_working_day(day, bank_holidays):
        return Day(day, "holiday")
    if _is_paused(run, day):
        return Day(day, "paused")
    if day > last:
        return Day(day, "due" if day == due else "left", _number(run, day, last, bank_holidays))
    kind = "answered" if day == run.stopped else "used"
    return Day(day, kind, read_run(run, day, bank_holidays).working_days)


def _is_paused(run: Run, day: date) -> bool:
    return any(p.since <= day and (p.until is None or day < p.until) for p in run.pauses)


def _number(run: Run, day: date, last: date, bank_holidays) -> int:
    """The number a day still to come will carry if nothing pauses the clock."""
    going_on = Run(run.received, run.due_days, run.pauses)
    return read_run(going_on, day, bank_holidays).working_days


# The clock of an issue in words and picture, for its page.


def clock_of(run: clock.Run) -> dict[str, Any]:
    """The clock's heading, picture and key for components/clock.html."""
    today = timezone.localdate()
    reading = clock.read_run(run, today)
    return {
        "heading": clock_heading(reading),
        "caption": _caption(run, reading),
        "weeks": _weeks(draw(run, today)),
        "key": [("used", _("Counted")), ("paused", _("Paused")), ("left", _("Still to come"))],
        "late": reading.is_late,
    }


def clock_heading(reading: clock.Reading) -> str:
    """One line: which day it is of how many, and whether it is late."""
    numbers = {"day": reading.working_days, "of": reading.due_days}
    if reading.is_stopped:
        return _("Answered on day %(day)s of %(of)s") % numbers
    if reading.is_paused:
        return _("Paused on day %(day)s of %(of)s") % numbers
    if reading.is_late:
        return _("Day %(day)s of %(of)s: late") % numbers
    return _("Day %(day)s of %(of)s") % numbers


def _caption(run: clock.Run, reading: clock.Reading) -> str:
    said = [_("Working days since ADASS received it on %s.") % date_format(run.received, "j F Y")]
    for pause in run.pauses:
        until = _("until %s") % date_format(pause.until, "j F") if pause.until else _("since then")
        since = date_format(pause.since, "j F")
        said.append(
            _("Paused %(since)s %(until)s: %(reason)s.")
            % {"since": since, "until": until, "reason": pause.reason}
        )
    if reading.due is None:
        said.append(_("The due day is known again when the clock goes on."))
    else:
        said.append(_("Due on %s.") % date_format(reading.due, "j F Y"))
    return " ".join(said)


def _weeks(picture: Picture) -> list[dict[str, Any]]:
    return [
        {"label": date_format(week[0].day, "j M"), "days": [_drawn(one) for one in week]}
        for week in picture.weeks
    ]


def _drawn(one: Day) -> dict[str, Any] | None:
    states = {"zero": "left", "holiday": "off", "answered": "end", "due": "left"}
    notes = {
        "zero": _("received"),
        "holiday": _("bank holiday"),
        "answered": _("answered"),
        "due": _("due"),
        "paused": _("paused"),
        "left": _("still to come"),
    }
    if one.kind == "blank":
        return None
    return {
        "number": one.number,
        "state": states.get(one.kind, one.kind),
        "note": notes.get(one.kind, ""),
    }
