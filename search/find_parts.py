"""What an engine is asked for one answer in two parts, and what it gave. No rows are read here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from search.engines import finding
from search.engines.base import Engine, Hit, Wanted
from search.query import parts
from search.query.analysis import Understood
from search.query.parsing import Query

GROUPED = 3  # results of a kind where results are grouped by kind
Facets = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True)
class Brought:
    """Hits of the network's part, then of the published one; counts of both, whichever was asked."""

    understood: Understood
    hits: tuple[Hit, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    facets: Facets = field(default_factory=dict)
    fed_back: tuple[str, ...] = ()


def find_parts(
    engine: Engine, understood: Understood, *, facets: bool, explain: bool, apart: bool
) -> Brought:
    """The hits of each part that was asked for, and counts of both.

    `apart` gives each part pages of its own, and then a grouped query brings a few of each kind
    in place of the network's list. Raises EngineUnavailable.
    """
    query = understood.query
    wanted = understood.wanted_with(facets=facets, explain=explain)
    counted = engine.count(wanted)
    totals = {part: dict(counted.facets["part"]).get(part, 0) for part in parts.PARTS}
    hits: list[Hit] = []
    fed_back: tuple[str, ...] = ()
    above = 0  # hits of the parts before
    for part in parts.asked_for(query.part, query.filters.get("kind", ())):
        if apart and query.grouped and part == parts.NETWORK:
            hits += _best_of_kinds(engine, wanted, counted.facets.get("kind", ()))
        else:
            span = _span(part, query, above, apart)
            if span.most and span.first < totals[part]:
                found = finding.find(engine, wanted.only(part, span.first, span.most))
                hits += found.hits
                fed_back = fed_back or found.fed_back
        above += totals[part]
    return Brought(understood, tuple(hits), totals, counted.facets, fed_back)


def _span(part: str, query: Query, above: int, apart: bool) -> parts.Span:
    if not apart:
        return parts.in_one_list((query.page - 1) * query.page_size, query.page_size, above)
    page = query.published_page if part == parts.PUBLISHED else query.page
    return parts.in_blocks(part, page, query.page_size, above)


def _best_of_kinds(
    engine: Engine, wanted: Wanted, counts: Iterable[tuple[str, int]]
) -> Iterator[Hit]:
    """A few of each kind of the network's, notes first; of the kinds chosen, where some are."""
    chosen = wanted.scope.filters.get("kind", ())
    for kind in sorted((kind for kind, _ in counts), key=parts.place_of_kind):
        if not chosen or kind in chosen:
            if parts.part_of(kind) != parts.NETWORK:
                continue
            asks = replace(wanted, scope=wanted.scope.only("kind", kind))
            yield from finding.find(engine, asks.only(parts.NETWORK, 0, GROUPED)).hits
