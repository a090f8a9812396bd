"""What an engine is asked for one answer in two parts, and what it gave. No rows are read here."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from search.engines.base import Engine, Found, Hit, Wanted
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
    """One question to the engine for each part; what it counts in both is added up.

    `apart` gives each part pages of its own, and then a grouped query brings a few of each kind
    in place of the network's list. Raises EngineUnavailable.
    """
    query = understood.query
    wanted = understood.wanted_with(facets=facets, explain=explain)
    counted = tuple(name for name in wanted.facets if name != "part")
    asked = parts.asked_for(query.part, query.filters.get("kind", ()))
    found: dict[str, Found] = {}
    hits: list[Hit] = []
    above = 0  # hits of the parts before
    for part in parts.PARTS:
        by_kind = apart and query.grouped and part == parts.NETWORK
        span = _span(part, query, above, apart) if part in asked and not by_kind else parts.NONE
        asks = wanted.only(part, span.first, max(span.most, 1))  # an engine brings one at least
        found[part] = engine.find(replace(asks, facets=counted))
        hits += found[part].hits[: span.most]
        if by_kind and part in asked:
            hits += _best_of_kinds(engine, wanted, found[part].facets.get("kind", ()))
        above += found[part].total if part in asked else 0
    return Brought(
        understood,
        tuple(hits),
        {part: there.total for part, there in found.items()},
        {
            name: _added_up(there.facets.get(name, ()) for there in found.values())
            for name in counted
        },
        next((there.fed_back for there in found.values() if there.fed_back), ()),
    )


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
            scope = replace(wanted.scope, filters={**wanted.scope.filters, "kind": (kind,)})
            asks = replace(wanted, scope=scope).only(parts.NETWORK, 0, GROUPED)
            yield from engine.find(asks).hits


def _added_up(counts: Iterable[tuple[tuple[str, int], ...]]) -> tuple[tuple[str, int], ...]:
    """Values with their counts of all parts, largest first."""
    total: Counter[str] = Counter()
    for of_part in counts:
        total.update(dict(of_part))
    return tuple(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])))
