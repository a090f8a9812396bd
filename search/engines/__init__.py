"""The engines of this hub. Which of them answers is a setting, never an `if` in a view."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engines.base import Engine
from search.engines.embedded.engine import EmbeddedEngine


def embedded() -> Engine:
    """The engine that is always there."""
    return _embedded_in(Path(settings.SEARCH_INDEX_FILE).parent)


def in_turn() -> tuple[Engine, ...]:
    """Engines to ask, the next one when the one before does not answer.

    The embedded engine is named twice: after it failed its file is thrown away and built anew.
    """
    return (embedded(), embedded())


def failed(engine: Engine) -> None:
    """Told when an engine did not answer."""
    if isinstance(engine, EmbeddedEngine):
        engine.discard()


@lru_cache(maxsize=8)
def _embedded_in(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)
