"""Counting without names and without slowing anybody: counts wait in the web worker.

They are written together now and then, after an answer has gone out, never before. A worker that
ends loses the counts of half a minute.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from datetime import date, timedelta
from threading import Lock
from typing import Any

from django.core.signals import request_finished
from django.db import DatabaseError, models, transaction
from django.db.models import Model, Sum
from django.utils import timezone

from hub.access.audience import keys_of
from hub.search_registry import thing_read
from search.models import ReadOnDay, SearchEntry
from search.records.writing import name_of

log = logging.getLogger(__name__)
KEPT_DAYS = 90
WAIT_SECONDS = 30
MOST_WAITING = 200  # different keys; more are not counted until these are written

Write = Callable[[date, Mapping[Any, int]], None]


class Tally:
    """Counts of one sort. `write` is given the London day and the counts since the last time."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._waiting: Counter[Hashable] = Counter()
        self._since = 0.0
        self._lock = Lock()  # web workers have several threads
        _tallies.append(self)

    def count(self, key: Hashable) -> None:
        with self._lock:
            if not self._waiting:
                self._since = time.monotonic()
            if key in self._waiting or len(self._waiting) < MOST_WAITING:
                self._waiting[key] += 1

    def is_due(self) -> bool:
        full = len(self._waiting) >= MOST_WAITING
        old = time.monotonic() - self._since > WAIT_SECONDS
        return bool(self._waiting) and (full or old)

    def write(self) -> None:
        """Write the waiting counts down. Trouble is logged alone."""
        with self._lock:
            counted, self._waiting = self._waiting, Counter()
        try:
            with transaction.atomic():
                self._write(timezone.localdate(), counted)
        except DatabaseError as error:
            log.warning("Counts could not be written: %s", error)


_tallies: list[Tally] = []


def listen() -> None:
    request_finished.connect(write_due, dispatch_uid="search-tallies")


def write_due(**kwargs: Any) -> None:
    for tally in _tallies:
        if tally.is_due():
            tally.write()


def write_all() -> None:
    """Before somebody looks at the figures."""
    for tally in _tallies:
        tally.write()


def forget_waiting() -> None:
    """Throw away what is not written yet: a test's counts are no matter of the next."""
    for tally in _tallies:
        tally._waiting.clear()


def add(rows: models.QuerySet, times: int, key: Mapping[str, Any], **news: Any) -> None:
    """Add to the row with this key, or make it."""
    if not rows.filter(**key).update(times=models.F("times") + times, **news):
        rows.create(**key, times=times, **news)


def forget_old(*tables: type[models.Model]) -> int:
    """Delete what is older than is kept; returns how many rows."""
    before = timezone.localdate() - timedelta(days=KEPT_DAYS)
    return sum(table._default_manager.filter(day__lt=before).delete()[0] for table in tables)


# Which notes are opened most, without who opened them: by day, kept for 90 days.


def listen_to_reads() -> None:
    thing_read.connect(note_read, dispatch_uid="search-reads")


def note_read(instance: Model, **kwargs: Any) -> None:
    reads.count(name_of(instance))


def _write(day: date, counted: Mapping[str, int]) -> None:
    for thing, times in counted.items():
        add(ReadOnDay.objects.all(), times, {"thing": thing, "day": day})


reads = Tally(_write)


def most_read(reader: Any, kind: str, most: int) -> list[SearchEntry]:
    """What was opened most of this kind in 90 days, among what `reader` may see."""
    entries = SearchEntry.objects.here().filter(kind=kind, audience_key__in=keys_of(reader))
    rows = ReadOnDay.objects.filter(thing__in=entries.values("thing")).values("thing")
    top = [row["thing"] for row in rows.annotate(n=Sum("times")).order_by("-n", "thing")[:most]]
    found = {entry.thing: entry for entry in entries.filter(thing__in=top).defer("body")}
    return [found[thing] for thing in top if thing in found]


def forget_old_reads() -> int:
    return forget_old(ReadOnDay)
