"""How each engine is doing, for the chair's page; readers notice nothing."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from search.engines import router
from search.engines.base import Engine, EngineUnavailable
from search.models import EngineFailure, Ledger, SearchEntry

log = logging.getLogger(__name__)
BUILDING = "search-building-%s"
FORGOTTEN_AFTER = 300  # seconds: longer than a server may keep one batch waiting
STILL = timedelta(seconds=30)  # the job tries each two seconds: a failure so new goes on


@dataclass
class Building:
    """How far the building of an index is, in entries."""

    done: int
    whole: int

    def __str__(self) -> str:
        return _("%(done)s of %(whole)s entries") % {
            "done": f"{self.done:,}",
            "whole": f"{self.whole:,}",
        }


@dataclass(frozen=True)
class EngineState:
    """`behind` counts changes not yet taken; `trouble` is empty while all is well.

    `refused` are entries that the engine would not take. Its reasons may quote their text, which
    not every chair may see: they stand in the log alone.
    """

    name: str
    behind: int
    built: bool
    trouble: str
    failed_at: datetime | None
    failure: str
    times: int
    refused: tuple[int, ...] = ()
    building: Building | None = None

    @property
    def is_well(self) -> bool:
        return self.built and not (self.trouble or self.behind or self.refused)


def note_failure(engine: Engine, error: Exception) -> None:
    """Remember that an engine did not answer. Never in a reader's way."""
    log.warning("Search engine %s: %s", engine.name, error)
    try:
        row, _made = EngineFailure.objects.get_or_create(engine=engine.name)
        row.times += 1
        row.failed_at, row.said = timezone.now(), str(error)[:500]
        row.save()
    except DatabaseError:
        log.exception("The failure of %s could not be noted.", engine.name)


def note_building(engine: str, so_far: Building) -> None:
    """For all processes. It is forgotten by itself some minutes after the builder died."""
    cache.set(BUILDING % engine, (so_far.done, so_far.whole), FORGOTTEN_AFTER)


def forget_building(engine: str) -> None:
    """It is built, or it failed."""
    cache.delete(BUILDING % engine)


def building(engine: str) -> Building | None:
    """How far a process is that builds the index of this engine now; None when none does."""
    held = cache.get(BUILDING % engine)
    return Building(*held) if held else None


def states() -> list[EngineState]:
    """Every engine of this hub as it is now."""
    ledger = Ledger.now()
    return [_state(engine, ledger) for engine in router.every()]


def _state(engine: Engine, ledger: Ledger) -> EngineState:
    failure = EngineFailure.objects.filter(engine=engine.name).first() or EngineFailure()
    trouble, taken = "", None
    refused: tuple[int, ...] = ()
    try:
        taken = engine.taken()
        refused = tuple(sorted(engine.refused())) if taken else ()
    except EngineUnavailable as error:
        trouble = str(error)
    if failure.failed_at and timezone.now() - failure.failed_at < STILL:
        trouble = trouble or failure.said  # it may answer a small question and fail at a large one
    built = taken is not None and taken.life == ledger.life
    behind = max(ledger.revision - taken.revision, 0) if taken and built else None
    return EngineState(
        name=engine.name,
        behind=SearchEntry.objects.count() if behind is None else behind,
        built=built,
        trouble=trouble,
        failed_at=failure.failed_at,
        failure=failure.said,
        times=failure.times,
        refused=refused,
        building=building(engine.name),
    )
