"""The moment at which things happen: now, unless a history is being written at its own dates.

Demonstrations and imports replay an issue's life through the same services, each step at the
moment it happened, so its clock, trail and hashes are as true as any other's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_replayed: ContextVar[datetime | None] = ContextVar("replayed", default=None)


def now() -> datetime:
    """This moment, or the one being replayed."""
    return _replayed.get() or timezone.now()


def today() -> date:
    """The London day of `now`."""
    return timezone.localdate(now())


@contextmanager
def replaying(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at another moment."""
    token = _replayed.set(moment)
    try:
        yield
    finally:
        _replayed.reset(token)
