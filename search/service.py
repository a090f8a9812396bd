"""The one door to search. Every caller names the reader: pages, feeds, mail and API alike."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.utils.safestring import SafeString

from hub.audience import keys_of
from search.engines import finding, result_cache, router, status
from search.engines.base import Counted, Engine, EngineUnavailable, Found, Hit, Scope
from search.models import Ledger, SearchEntry
from search.query import parts, terms
from search.query.analysis import Understood, understand
from search.query.merged_tags import follow
from search.query.parsing import Query
from search.records import indexing
from search.snippets import Marker


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
    """What a search brought. `understood` says what the query was read as."""

    query: Query
    understood: Understood
    total: int = 0
    totals: Mapping[str, int] = field(default_factory=dict)  # of each part, whichever was asked for
    results: tuple[Result, ...] = ()
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    fed_back: tuple[str, ...] = ()
    engine: str = ""
    out_of_order: bool = False
    key: Hashable = None  # the same for all answers that are the same; None: nothing to remember

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

    @property
    def pages(self) -> int:
        return -(-self.total // self.query.page_size)


def search(query: Query, reader: Any, *, facets: bool = True, explain: bool = False) -> Results:
    """Entries that match and that `reader` may see, best first, with facet counts.

    What the network holds stands before what others published; `query.part` asks for one of the
    two. Pages run through both, facets count both. Blank text lists everything by date. Raises nothing: what cannot be read is dropped, and when
    no engine can answer the results say so (`out_of_order`).
    """
    audiences = keys_of(reader)
    ledger = Ledger.now()
    if query.by.lower() == "me":
        query = replace(query, by=f"user:{reader.pk}" if reader.is_authenticated else "nobody")
    query = follow(query)
    for engine in router.in_turn():
        try:
            holds = indexing.feed_for_search(engine, ledger)
            return _ask(engine, holds, query, audiences, ledger, facets, explain)
        except EngineUnavailable as error:
            status.note_failure(engine, error)
            router.failed(engine)
    return Results(query, Understood(query), out_of_order=True)


def alike(thing: str, reader: Any, *, kind: str, most: int) -> tuple[SearchEntry, ...]:
    """Entries of this kind that read like `thing` (`app.model:key`), nearest first, without bodies.

    Only what `reader` may see, and nothing for a thing that she may not see. Raises nothing.
    """
    audiences = keys_of(reader)
    ledger = Ledger.now()
    key = ("alike", thing, kind, most, audiences, ledger.life, ledger.revision)
    for engine in router.in_turn():
        try:
            return result_cache.answer(
                key, partial(_alike, engine, ledger, thing, audiences, kind, most)
            )
        except EngineUnavailable as error:
            status.note_failure(engine, error)
            router.failed(engine)
    return ()


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
    holds: int,
    query: Query,
    audiences: frozenset[str],
    ledger: Ledger,
    facets: bool,
    explain: bool,
) -> Results:
    key = (engine.name, repr(query), audiences, ledger.life, holds, ledger.terms_version)
    understood, found, counted = result_cache.answer(
        (*key, facets, explain), lambda: _find(engine, query, audiences, ledger, facets, explain)
    )
    totals = dict(counted.facets["part"])
    return Results(
        query=query,
        understood=understood,
        total=sum(count for part, count in totals.items() if query.part in ("", part)),
        totals=totals,
        results=_results(found, understood, audiences),
        facets=counted.facets,
        fed_back=found.fed_back,
        engine=engine.name,
        key=key,
    )


def _find(
    engine: Engine,
    query: Query,
    audiences: frozenset[str],
    ledger: Ledger,
    facets: bool,
    explain: bool,
) -> tuple[Understood, Found, Counted]:
    understood = understand(query, engine, terms.thesaurus(ledger), audiences)
    wanted = understood.wanted_with(facets=facets, explain=explain)
    counted = engine.count(wanted)
    totals = dict(counted.facets["part"])
    hits: tuple[Hit, ...] = ()
    fed_back: tuple[str, ...] = ()
    for part, offset, limit in parts.page(totals, query.part, wanted.offset, wanted.limit):
        found = finding.find(engine, wanted.only(part, offset, limit))
        hits, fed_back = hits + found.hits, fed_back or found.fed_back
    return understood, Found(hits, fed_back), counted


def _results(found: Found, understood: Understood, audiences: frozenset[str]) -> tuple[Result, ...]:
    """Rows for the ids found. The audience is asked again here, of the table itself."""
    entries = SearchEntry.objects.here().filter(audience_key__in=audiences)
    rows = entries.in_bulk([hit.id for hit in found.hits])
    marker = Marker(understood.looked_for)
    return tuple(
        Result(
            entry=rows[hit.id],
            score=hit.score,
            title=marker.title(rows[hit.id].title),
            snippet=_snippet(marker, rows[hit.id]),
            why=hit.why,
        )
        for hit in found.hits
        if hit.id in rows
    )


def _snippet(marker: Marker, entry: SearchEntry) -> SafeString:
    """The best passage; of a topic or a term what it is, of a person the line that fits, whole."""
    if entry.extra.get("signpost") and entry.summary:
        return marker.title(entry.summary)
    if entry.kind == "person":
        return marker.line([entry.summary, *entry.body.splitlines()])
    return marker.passage(entry.summary, entry.body)
