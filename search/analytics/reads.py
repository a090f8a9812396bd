"""Which notes are opened most, without who opened them: by day, kept for 90 days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Model, Sum

from hub.audience import keys_of
from hub.reading import thing_read
from search.analytics import counters
from search.analytics.counters import Tally
from search.models import ReadOnDay, SearchEntry
from search.records.writing import name_of


def listen() -> None:
    thing_read.connect(note_read, dispatch_uid="search-reads")


def note_read(instance: Model, **kwargs: Any) -> None:
    reads.count(name_of(instance))


def _write(day: date, counted: Mapping[str, int]) -> None:
    for thing, times in counted.items():
        counters.add(ReadOnDay.objects.all(), times, {"thing": thing, "day": day})


reads = Tally(_write)


def most_read(reader: Any, kind: str, most: int) -> list[SearchEntry]:
    """What was opened most of this kind in 90 days, among what `reader` may see."""
    entries = SearchEntry.objects.here().filter(kind=kind, audience_key__in=keys_of(reader))
    rows = ReadOnDay.objects.filter(thing__in=entries.values("thing")).values("thing")
    top = [row["thing"] for row in rows.annotate(n=Sum("times")).order_by("-n", "thing")[:most]]
    found = {entry.thing: entry for entry in entries.filter(thing__in=top).defer("body")}
    return [found[thing] for thing in top if thing in found]


def forget_old() -> int:
    return counters.forget_old(ReadOnDay)
