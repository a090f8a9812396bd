"""Five suggestions while somebody types."""

import logging
from typing import Any

from hub import demonstration
from hub.access.audience import keys_of
from search import labels
from search.engines import router
from search.engines.base import Engine, EngineUnavailable, Scope
from search.models import Ledger, SearchEntry
from search.query.parts import NETWORK, part_of
from search.records import indexing

log = logging.getLogger(__name__)
SHOWN = 5
LOOKED_AT = 40
LONGEST = 100
FIRST = ("topic", "council", "person")  # places to go come before things to read


def for_text(text: str, reader: Any) -> list[dict[str, str | bool]]:
    """Things that `reader` may see and whose title begins so; nothing for a blank text.

    Remembered until the next change of anything, for readers who may see the same things.
    """
    text = text[:LONGEST]
    if not text.strip():
        return []
    audiences, ledger = frozenset(keys_of(reader)), Ledger.now()
    engine = router.embedded()
    try:
        revision = indexing.feed_for_search(engine, ledger)
        key = ("suggestions", text, audiences, ledger.life, ledger.revision, revision)
        return router.answer(key, lambda: _found(engine, text, audiences))
    except EngineUnavailable as error:
        log.warning("Suggestions are not to be had: %s", error)
        return []


def _found(engine: Engine, text: str, audiences: frozenset[str]) -> list[dict[str, str | bool]]:
    ids = engine.starting(text, Scope(audiences), LOOKED_AT)
    rows = (
        SearchEntry.objects.here()
        .filter(audience_key__in=audiences)
        .only("kind", "title", "url", "council_name")
    )
    found = rows.in_bulk(ids)
    begin = text.strip().casefold()
    best = sorted(
        (found[pk] for pk in ids if pk in found),
        key=lambda entry: (not entry.title.casefold().startswith(begin), len(entry.title)),
    )
    return [_shown(entry) for entry in _mixed(best)]


def _mixed(entries: list[SearchEntry]) -> list[SearchEntry]:
    """At most three places to go, then things to read, what others published last; five in all.

    Each title stands once.
    """
    network_first = sorted(entries, key=lambda entry: part_of(entry.kind) != NETWORK)
    once = list({entry.title.casefold(): entry for entry in reversed(network_first)}.values())[::-1]
    places = [entry for entry in once if entry.kind in FIRST]
    things = [entry for entry in once if entry.kind not in FIRST]
    places = places[: max(3, SHOWN - len(things))]
    return (places + things)[:SHOWN]


def _shown(entry: SearchEntry) -> dict[str, str | bool]:
    return {
        "part": part_of(entry.kind),
        "kind": entry.kind,
        "label": labels.kind_label(entry.kind),
        "title": entry.title,
        "url": entry.url,
        "council": entry.council_name,
        "demonstration": demonstration.is_made_up(entry.kind),
    }
