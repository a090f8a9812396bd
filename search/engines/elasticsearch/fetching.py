"""Asking Elasticsearch for candidates, counts and figures. Their order is not decided here."""

from collections.abc import Iterable, Sequence
from typing import Any

from elasticsearch.dsl import Q, Search

from search.engines import weights
from search.engines.base import Candidate, Clause, Counted, Statistics, Wanted
from search.engines.elasticsearch import queries
from search.engines.elasticsearch.mapping import HELD
from search.engines.elasticsearch.server import Server

DEEPEST = 10_000  # Elasticsearch pages no further
BACK = weights.FEEDBACK / (1 - weights.FEEDBACK)
Answer = dict[str, Any]


def count(server: Server, wanted: Wanted) -> Counted:
    """Totals and facets. A facet with a filter of its own is counted without that filter."""
    search = Search().query(queries.matching(wanted))[:0]
    search = search.post_filter(Q("bool", filter=queries.chosen(wanted.scope)))
    queries.add_facets(search.aggs, wanted.facets, wanted.scope)
    answer = server.search(search.extra(track_total_hits=True))
    return Counted(total(answer), _facets(answer, wanted))


def _facets(answer: Answer, wanted: Wanted) -> dict[str, tuple[tuple[str, int], ...]]:
    counted = answer.get("aggregations", {})
    return {
        name: tuple(
            (bucket["key"], bucket["doc_count"])
            for bucket in counted[name].get(queries.VALUES, counted[name])["buckets"]
        )
        for name in wanted.facets
    }


def candidates(
    server: Server, wanted: Wanted, fed_back: Sequence[Clause], offset: int, limit: int
) -> list[Candidate]:
    """The engine's own best, in its order."""
    search = Search().query(queries.candidates(wanted, fed_back, BACK))
    page = _page(search, offset, limit).extra(track_total_hits=False)
    return [_candidate(hit) for hit in hits(server.search(page.source(HELD)))]


def listed(server: Server, wanted: Wanted) -> list[int]:
    """Ids of one page, most adopted or newest first."""
    query = Q("bool", filter=[queries.matching(wanted), *queries.chosen(wanted.scope)])
    order = ["-adopted"] if wanted.sort == "adopted" else []
    search = Search().query(query).sort(*order, "-day", "-entry")
    page = _page(search, wanted.offset, wanted.limit).extra(track_total_hits=False)
    return [hit["_source"]["entry"] for hit in hits(server.search(page.source(["entry"])))]


def _page(search: Search, offset: int, limit: int) -> Search:
    start = min(offset, DEEPEST - limit)
    return search[start : start + limit]


def held(server: Server, entry: int) -> Candidate | None:
    found = hits(server.search(Search().query(Q("term", entry=entry))[:1].source(HELD)))
    return _candidate(found[0]) if found else None


def _candidate(hit: Answer) -> Candidate:
    source = hit["_source"]
    kind = next(iter(source.get("kind") or ()), "")
    return Candidate(source["entry"], kind, source["sink"], source["text"][-1])


def statistics(server: Server, stems: Iterable[str]) -> Statistics:
    """Asked for by a text of their own: those of whole entries would count all their words."""
    answer = server.client.termvectors(
        index=server.answers_from,
        doc={"text": " ".join(stems)},
        fields=["text"],
        term_statistics=True,
        field_statistics=True,
        positions=False,
        offsets=False,
        payloads=False,
    )
    vector = answer["term_vectors"].get("text", {})
    terms = vector.get("terms", {})
    entries = vector.get("field_statistics", {}).get("doc_count", 0)
    holders = {stem: terms.get(stem, {}).get("doc_freq", 0) for stem in stems}
    return Statistics(entries, mean_length(server), holders)


def mean_length(server: Server) -> float:
    """Stems of an entry on the average; Elasticsearch remembers it until something changes."""
    search = Search()[:0]
    search.aggs.metric("mean", "avg", field="length")
    return server.search(search)["aggregations"]["mean"]["value"] or 0.0


def ids(server: Server, search: Search, limit: int) -> list[int]:
    """Only the numbers of the first hits."""
    answer = server.search(search[:limit].source(["entry"]).extra(track_total_hits=False))
    return [hit["_source"]["entry"] for hit in hits(answer)]


def hits(answer: Answer) -> list[Answer]:
    return answer["hits"]["hits"]


def total(answer: Answer) -> int:
    return answer["hits"]["total"]["value"]
