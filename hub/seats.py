"""Which seat at the table is whose, so that every page can draw it without a query of its own.

The room that knows the councils registers one function; its answer is kept for a minute, so a
council that joins is drawn in the wrong seat for a minute at most, in one process at a time.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

from django.db import DatabaseError

KEEP_SECONDS = 60


class Seat(NamedTuple):
    """Place from 0 in turn order, and how many sit at that table."""

    place: int
    seats: int


SeatPlan = Mapping[str, Seat]

_source: list[Callable[[], SeatPlan]] = []
_kept: dict[str, tuple[float, SeatPlan | None]] = {}
_number = 0


def register_seats(plan: Callable[[], SeatPlan]) -> None:
    """Name the function that gives each council's slug its seat. The last one told wins."""
    _source[:] = [plan]
    forget_seats()


def forget_seats() -> None:
    """Read the plan afresh next time: call it when a council joins, leaves or is renamed."""
    _kept.clear()


def seat_of(slug: str) -> Seat | None:
    """The seat of a council, or None where no room has told or the council sits at no table."""
    if not slug or not _source:
        return None
    return _plan().get(slug)


def plan_number() -> int:
    """Another number whenever councils sit otherwise than before: what was drawn is drawn anew."""
    if _source:
        with suppress(DatabaseError):  # an error page is drawn while the database is away, too
            _plan()
    return _number


def _plan() -> SeatPlan:
    global _number
    now = time.monotonic()
    taken_at, plan = _kept.get("plan", (0.0, None))
    if plan is None or now - taken_at > KEEP_SECONDS:
        before, plan = plan, _source[0]()
        _number += plan != before
        _kept["plan"] = (now, plan)
    return plan
