"""How each engine is doing, for the chair's page; readers notice nothing."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError
from django.utils import timezone

from search import answering
from search.engines.base import Engine, EngineUnavailable
from search.models import EngineFailure, Ledger, SearchEntry

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class EngineState:
    """`behind` counts changes not yet taken; `trouble` is empty while all is well."""

    name: str
    behind: int
    built: bool
    trouble: str
    failed_at: datetime | None
    failure: str
    times: int

    @property
    def is_well(self) -> bool:
        return self.built and not self.trouble and self.behind == 0


def note_failure(engine: Engine, error: Exception) -> None:
    """Remember that an engine did not answer. Never in a reader's way."""
    log.warning("Search engine %s did not answer: %s", engine.name, error)
    try:
        row, _ = EngineFailure.objects.get_or_create(engine=engine.name)
        row.times += 1
        row.failed_at, row.said = timezone.now(), str(error)[:500]
        row.save()
    except DatabaseError:
        log.exception("The failure of %s could not be noted.", engine.name)


def states() -> list[EngineState]:
    """Every engine of this hub as it is now."""
    ledger = Ledger.now()
    return [_state(engine, ledger) for engine in answering.every()]


def _state(engine: Engine, ledger: Ledger) -> EngineState:
    failure = EngineFailure.objects.filter(engine=engine.name).first() or EngineFailure()
    trouble, taken = "", None
    try:
        taken = engine.taken()
    except EngineUnavailable as error:
        trouble = str(error)
    built = taken is not None and taken.life == ledger.life
    behind = ledger.revision - taken.revision if taken and built else SearchEntry.objects.count()
    return EngineState(
        engine.name, behind, built, trouble, failure.failed_at, failure.said, failure.times
    )
