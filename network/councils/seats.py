"""Which seat at the table is whose, so that every page can draw it without a query of its own.

Each network's councils sit in alphabetical order, which is the order of turns. The plan is kept
until a council changes.
"""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from django.db import DatabaseError

from hub.cache import NOTHING, Version, versions
from network.councils.models import Council


class Seat(NamedTuple):
    """Place from 0 in turn order, and how many sit at that table."""

    place: int
    seats: int


SeatPlan = Mapping[str, Seat]


def seat_of(slug: str) -> Seat | None:
    """The seat of a council, or None where it sits at no table."""
    if not slug:
        return None
    return _plan(plan_number()).get(slug)


def plan_number() -> Version:
    """Another value whenever a council changed: what shows seats is drawn anew."""
    with suppress(DatabaseError):  # an error page is drawn while the database is away, too
        return versions().get("councils", NOTHING)
    return NOTHING


@lru_cache(maxsize=2)
def _plan(_version: Version) -> SeatPlan:
    return seat_plan()


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
