"""Live notes kept in the process for a minute, so that opening one costs one small question.

The question is asked every time: it brings the note's seal, which changes with each publication
and with everything that decides who may read it. A note is kept under its seal, never found
without it. Names of topics, sources and people may be a minute old in another process.
"""

import time
from collections import OrderedDict
from threading import Lock
from typing import Any

from hub.written import Written
from practices.models import PracticeNotePage

KEEP_SECONDS = 60
KEEP_NOTES = 64
SEAL = (
    "pk", "audience_key", "live_revision_id", "last_published_at", "review_by", "status",
    "owner_id", "council_id",
)  # fmt: skip
Seal = tuple[Any, ...]
NOTES_NAMED = Written(
    lambda slug: (
        PracticeNotePage.objects.live()
        .filter(slug=slug)
        .order_by("pk")
        .values_list("url_path", *SEAL)
    )
)

_kept: OrderedDict[Seal, tuple[float, PracticeNotePage]] = OrderedDict()
_lock = Lock()  # web workers have several threads


def seal_at(council: str, slug: str) -> Seal | None:
    """The seal of the live note at /councils/<council>/<slug>/."""
    end = f"/councils/{council}/{slug}/"
    notes = NOTES_NAMED.rows(slug=slug)
    return next((tuple(seal) for path, *seal in notes if path.endswith(end)), None)


def note_under(seal: Seal) -> PracticeNotePage | None:
    """The note with this seal, with its council, network and owner; None if it has just gone."""
    now = time.monotonic()
    read_at, note = _kept.get(seal, (0.0, None))
    if note is None or now - read_at > KEEP_SECONDS:
        note = read(seal[0])
        if note is None:
            return None
        read_at = now
    with _lock:
        _kept[seal] = (read_at, note)
        _kept.move_to_end(seal)
        while len(_kept) > KEEP_NOTES:
            _kept.popitem(last=False)
    return note


def read(pk: int) -> PracticeNotePage | None:
    notes = PracticeNotePage.objects.live().select_related("council__network", "owner")
    return notes.filter(pk=pk).first()


def forget_notes() -> None:
    """Read every note afresh: a topic, a tag, a council or a source has changed."""
    with _lock:
        _kept.clear()
