"""Which seat at the table is whose, so that every page can draw it without a query of its own.

Each network's councils sit in alphabetical order, which is the order of turns. The plan is kept for
a minute, so a council that joins is drawn in the wrong seat for a minute at most, in one process.
"""

import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from django.db import DatabaseError

from network.councils.models import Council

KEEP_SECONDS = 60


class Seat(NamedTuple):
    """Place from 0 in turn order, and how many sit at that table."""

    place: int
    seats: int


SeatPlan = Mapping[str, Seat]

_kept: dict[str, tuple[float, SeatPlan | None]] = {}
_number = 0


def forget_seats() -> None:
    """Read the plan afresh next time: call it when a council joins, leaves or is renamed."""
    _kept.clear()


def seat_of(slug: str) -> Seat | None:
    """The seat of a council, or None where it sits at no table."""
    if not slug:
        return None
    return _plan().get(slug)


def plan_number() -> int:
    """Another number whenever councils sit otherwise than before: what was drawn is drawn anew."""
    with suppress(DatabaseError):  # an error page is drawn while the database is away, too
        _plan()
    return _number


def _plan() -> SeatPlan:
    global _number
    now = time.monotonic()
    taken_at, plan = _kept.get("plan", (0.0, None))
    if plan is None or now - taken_at > KEEP_SECONDS:
        before, plan = plan, seat_plan()
        _number += plan != before
        _kept["plan"] = (now, plan)
    return plan


def seat_plan() -> dict[str, Seat]:
    """Slug to seat, for every council that belongs to a network."""
    tables: dict[int, list[str]] = defaultdict(list)
    members = Council.objects.filter(network__isnull=False).order_by("short_name")
    for network_id, slug in members.values_list("network_id", "slug"):
        tables[network_id].append(slug)
    return {
        slug: Seat(place, len(slugs))
        for slugs in tables.values()
        for place, slug in enumerate(slugs)
    }
