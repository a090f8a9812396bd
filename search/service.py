"""What an engine is asked for one answer in two parts, and what it gave. No rows are read here."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any, TypeVar

from django.utils.safestring import SafeString

from hub.access.audience import keys_of
from search.engines import finding, router, status
from search.engines.base import Engine, EngineUnavailable, Hit, Scope, Wanted
from search.models import Ledger, SearchEntry
from search.query import parts, terms
from search.query.analysis import Understood, understand
from search.query.parsing import Query
from search.query.terms import follow
from search.records import indexing
from search.snippets import Marker

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


# The one door to search. Every caller names the reader: pages, feeds, mail and API alike.

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Result:
    """One entry that was found, with its words marked (both texts are safe HTML)."""

    entry: SearchEntry
    score: float
    title: SafeString
    snippet: SafeString
    why: Mapping[str, float] = field(default_factory=dict)

    @property
    def part(self) -> str:
        """What the network says, or what was published elsewhere."""
        return parts.part_of(self.entry.kind)


@dataclass(frozen=True)
class Results:
    """What a search brought. `understood` says what the query was read as.

    Rows are read and their words marked when `results` is first looked at.
    """

    query: Query
    understood: Understood
    totals: Mapping[str, int] = field(default_factory=dict)  # of each part, whichever was asked for
    facets: Facets = field(default_factory=dict)
    fed_back: tuple[str, ...] = ()
    engine: str = ""
    out_of_order: bool = False
    key: Hashable = None  # the same for all answers that are the same; None: nothing to remember
    hits: tuple[Hit, ...] = ()
    audiences: frozenset[str] = frozenset()  # of the reader

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """The network's first, then what others published, each in the order asked for."""
        return _results(self.hits, self.understood, self.audiences)

    def of(self, part: str) -> tuple[Result, ...]:
        """The results of one part."""
        return tuple(result for result in self.results if result.part == part)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that were asked for, by name or by the kinds chosen."""
        return parts.asked_for(self.query.part, self.query.filters.get("kind", ()))

    @property
    def total(self) -> int:
        """How many there are in the parts asked for."""
        return sum(self.totals.get(part, 0) for part in self.parts)

    @property
    def did_you_mean(self) -> str:
        """The whole query as it was or may have been meant; empty when nothing is to be said.

        Corrections have been looked for already; what is only doubted is offered.
        """
        read = self.understood
        return read.doubted_text or (read.corrected_text if read.corrections else "")

    @property
    def for_person(self) -> bool:
        """Whether the words ask for somebody to speak to."""
        return "person" in self.understood.wanted.prefer


def search(
    query: Query, reader: Any, *, facets: bool = True, explain: bool = False, apart: bool = False
) -> Results:
    """Entries that match and that `reader` may see, best first, with facet counts.

    What the network holds stands before what others published; `query.part` asks for one of the
    two. Pages run through both, facets count both. With `apart` each part is a list with pages of
    its own (`query.page`, `query.published_page`), and a grouped query brings a few of each kind
    in place of the network's list. Blank text lists everything by date. Raises nothing: what
    cannot be read is dropped, and when no engine can answer the results say so (`out_of_order`).
    """
    audiences = keys_of(reader)
    ledger = Ledger.now()
    if query.by.lower() == "me":
        query = replace(query, by=f"user:{reader.pk}" if reader.is_authenticated else "nobody")
    query = follow(query)
    how = {"facets": facets, "explain": explain, "apart": apart}
    answer = _first_answer(lambda engine: _ask(engine, query, audiences, ledger, how))
    return answer or Results(query, Understood(query), out_of_order=True)


def alike(thing: str, reader: Any, *, kind: str, most: int) -> tuple[SearchEntry, ...]:
    """Entries of this kind that read like `thing` (`app.model:key`), nearest first, without bodies.

    Only what `reader` may see, and nothing for a thing that they may not see. Raises nothing.
    """
    audiences = keys_of(reader)
    ledger = Ledger.now()
    key = ("alike", thing, kind, most, audiences, ledger.life, ledger.revision)
    found = _first_answer(
        lambda engine: router.answer(
            key, partial(_alike, engine, ledger, thing, audiences, kind, most)
        )
    )
    return found or ()


def _first_answer(ask: Callable[[Engine], Answer]) -> Answer | None:
    """What the first engine says that can answer; None when none can."""
    for engine in router.in_turn():
        try:
            return ask(engine)
        except EngineUnavailable as error:
            status.note_failure(engine, error)
            router.failed(engine)
    return None


def _alike(
    engine: Engine, ledger: Ledger, thing: str, audiences: frozenset[str], kind: str, most: int
) -> tuple[SearchEntry, ...]:
    seen = SearchEntry.objects.here().filter(audience_key__in=audiences).defer("body")
    entry = seen.filter(thing=thing).first()
    if entry is None:
        return ()
    indexing.feed_for_search(engine, ledger)
    ids = finding.alike(engine, entry.pk, Scope(audiences, {"kind": (kind,)}), most)
    rows = seen.in_bulk(ids)
    return tuple(rows[pk] for pk in ids if pk in rows)


def _ask(
    engine: Engine,
    query: Query,
    audiences: frozenset[str],
    ledger: Ledger,
    how: Mapping[str, bool],
) -> Results:
    holds = indexing.feed_for_search(engine, ledger)
    here = (engine.name, ledger.life, holds, ledger.terms_version)
    key = (*here, repr(query), audiences, *how.values())

    def find() -> Brought:
        understood = understand(query, engine, terms.thesaurus(ledger), audiences)
        return find_parts(engine, understood, **how)

    brought = router.answer(key, find)
    return Results(
        query=query,
        understood=brought.understood,
        totals=brought.totals,
        facets=brought.facets,
        fed_back=brought.fed_back,
        engine=engine.name,
        key=(*key, ledger.revision),  # an index on a full disk may be older than the rows
        hits=brought.hits,
        audiences=audiences,
    )


def _results(
    hits: Sequence[Hit], understood: Understood, audiences: frozenset[str]
) -> tuple[Result, ...]:
    """Rows for the ids found. The audience is asked again here, of the table itself."""
    entries = SearchEntry.objects.here().filter(audience_key__in=audiences)
    rows = entries.in_bulk([hit.id for hit in hits])
    marker = Marker(understood.looked_for)
    return tuple(
        Result(
            entry=rows[hit.id],
            score=hit.score,
            title=marker.title(rows[hit.id].title),
            snippet=_snippet(marker, rows[hit.id]),
            why=hit.why,
        )
        for hit in hits
        if hit.id in rows
    )


def _snippet(marker: Marker, entry: SearchEntry) -> SafeString:
    """The best passage; of a topic or a term what it is, of a person the line that fits, whole."""
    if entry.extra.get("signpost") and entry.summary:
        return marker.title(entry.summary)
    if entry.kind == "person":
        return marker.line([entry.summary, *entry.body.splitlines()])
    return marker.passage(entry.summary, entry.body)
