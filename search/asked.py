"""What people look for, without who: counted by query and day, kept for 90 days."""

import logging
import time
from datetime import date, timedelta

from django.db import DatabaseError, models, transaction
from django.utils import timezone

from search.door import Results
from search.models import AskedFor

log = logging.getLogger(__name__)
KEPT_DAYS = 90
WAIT_SECONDS = 30
MOST_WAITING = 50


_waiting: dict[str, tuple[int, int, str]] = {}
_since = 0.0


def note(results: Results) -> None:
    """Count a query of the search page.

    Counts wait in the web worker and are written together now and then: a search must not wait
    for a write. A worker that ends loses the counts of half a minute.
    """
    global _since
    text = " ".join(results.query.text.lower().split())[:200]
    if not text or results.query.page > 1:
        return
    if not _waiting:
        _since = time.monotonic()
    times = _waiting.get(text, (0, 0, ""))[0]
    _waiting[text] = times + 1, results.total, results.did_you_mean[:200]
    if len(_waiting) >= MOST_WAITING or time.monotonic() - _since > WAIT_SECONDS:
        write()


def write() -> None:
    """Write the waiting counts down. Never in a reader's way: trouble is logged alone."""
    counted = dict(_waiting)
    _waiting.clear()
    today = timezone.localdate()
    try:
        with transaction.atomic():
            for text, (times, found, corrected) in counted.items():
                _add(today, text, times, found, corrected)
    except DatabaseError as error:
        log.warning("Queries could not be counted: %s", error)


def _add(day: date, text: str, times: int, found: int, corrected: str) -> None:
    held = AskedFor.objects.filter(day=day, text=text)
    news = {"found": found, "corrected": corrected}
    if not held.update(times=models.F("times") + times, **news):
        AskedFor.objects.create(day=day, text=text, times=times, **news)


def most_asked(found_nothing: bool, most: int = 50):
    """Queries of the last 90 days by how often they were put."""
    rows = AskedFor.objects.filter(found=0) if found_nothing else AskedFor.objects.all()
    return list(
        rows.values("text")
        .annotate(n=models.Sum("times"), found=models.Max("found"))
        .order_by("-n")
    )[:most]


def forget_old() -> int:
    """Delete what is older than is kept."""
    before = timezone.localdate() - timedelta(days=KEPT_DAYS)
    return AskedFor.objects.filter(day__lt=before).delete()[0]
