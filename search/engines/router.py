"""The last answers of the engines, as long as nothing findable has changed.

A key holds the audiences of the reader and the ledger's revision, so an answer serves only
readers who may see the same things, and none after the next change of anything. The rows
themselves are read anew for each reader.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings

from search.engines.base import Engine
from search.engines.tantivy.engine import TantivyEngine

if TYPE_CHECKING:
    from search.engines.elasticsearch.engine import ElasticEngine


MOST = 128
_answers: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def answer(key: Hashable, work: Callable[[], Any]) -> Any:
    """What `work` gave for this key before, or gives now. A failure is not remembered."""
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key]
    given = work()
    with _lock:
        _answers[key] = given
        if len(_answers) > MOST:
            _answers.popitem(last=False)
    return given


# The engines of this hub. Which of them answers is a setting, never an `if` in a view.

REST_SECONDS = 10  # an Elasticsearch that failed is left alone so long, by each web worker
OWN = TantivyEngine.name
_resting_until = 0.0


def embedded() -> Engine:
    """The engine that is always there."""
    return _embedded_in(Path(settings.SEARCH_INDEX_FOLDER))


def elastic() -> ElasticEngine | None:
    """Elasticsearch, where this hub has one."""
    if not settings.ELASTICSEARCH_URL:
        return None
    return _elastic_at(
        settings.ELASTICSEARCH_URL,
        settings.ELASTICSEARCH_API_KEY,
        settings.ELASTICSEARCH_CA_FILE,
        settings.ELASTICSEARCH_INDEX,
        settings.ELASTICSEARCH_SECONDS,
    )


def every() -> list[Engine]:
    """All engines that this hub feeds."""
    outside = elastic()
    return [embedded(), outside] if outside else [embedded()]


def in_turn() -> list[Engine]:
    """Engines to ask for one search, the next one when the one before does not answer.

    The embedded engine is named twice: after it failed its file is thrown away and built anew.
    """
    outside = elastic() if time.monotonic() >= _resting_until else None
    own = [embedded(), embedded()]
    return [outside.for_one_search(), *own] if outside else own


def failed(engine: Engine) -> None:
    """Told when an engine did not answer, so that the next reader need not wait for it."""
    global _resting_until
    if isinstance(engine, TantivyEngine):
        engine.discard()
    else:
        _resting_until = time.monotonic() + REST_SECONDS


def ask_again() -> None:
    """Told when Elasticsearch was heard from: the next search asks it at once."""
    global _resting_until
    _resting_until = 0.0


@lru_cache(maxsize=8)
def _embedded_in(folder: Path) -> TantivyEngine:
    return TantivyEngine(folder)


@lru_cache(maxsize=8)
def _elastic_at(
    addresses: str, api_key: str, ca_file: str, alias: str, seconds: float
) -> ElasticEngine:
    # imported here: a hub without Elasticsearch saves the memory of its client
    from search.engines.elasticsearch.engine import ElasticEngine
    from search.engines.elasticsearch.server import Server, connect

    return ElasticEngine(Server(partial(connect, addresses, api_key, ca_file), alias, seconds))
