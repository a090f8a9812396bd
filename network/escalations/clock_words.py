"""The clock of an issue in words and picture, for its page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.escalations import clock
from network.escalations.clock_picture import Day, Picture, draw


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
