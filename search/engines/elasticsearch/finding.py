"""Finding and ranking in Elasticsearch.

Some hundred candidates are chosen by a quick score and ranked in full, as in the embedded engine.
Totals and facets are counted by a question of their own, which needs no scores.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from elasticsearch.dsl import Q, Search

from search.engines import feedback, weights
from search.engines.base import Clause, Found, Hit, Scope, Wanted
from search.engines.elasticsearch import queries
from search.engines.elasticsearch.server import Server
from search.engines.embedded.postings import rarity
from search.engines.embedded.ranking import MARGIN, RANKED_FULLY

DEEPEST = 10_000  # Elasticsearch pages no further
Answer = dict[str, Any]
Texts = list[tuple[float, Mapping[str, int]]]


def find(server: Server, wanted: Wanted) -> Found:
    """Entries in scope that match, best first, with facet counts."""
    if wanted.sort != "best" or not (wanted.words or wanted.variants):
        page, counted = server.searches([_listed(wanted), _counted(wanted)])
        return Found(total(counted), _as_hits(page), _facets(counted, wanted))
    first, counted = server.searches([_first(wanted), _counted(wanted)])
    share, clauses = _fed_back(server, wanted, hits(first))
    page = server.search(_best(wanted, clauses, share / (1 - share)))
    stems = tuple(clause.stems[0] for clause in clauses)
    return Found(total(counted), _as_hits(page), _facets(counted, wanted), stems)


# --- questions ---


def _counted(wanted: Wanted) -> Search:
    search = Search().query(queries.within(wanted.scope, wanted))[:0]
    search = search.post_filter(Q("bool", filter=queries.chosen(wanted.scope)))
    queries.add_facets(search.aggs, wanted.facets, wanted.scope)
    return search.extra(track_total_hits=True)


def _listed(wanted: Wanted) -> Search:
    query = queries.within(wanted.scope, wanted)
    query = Q("bool", filter=[query, *queries.chosen(wanted.scope)])
    order = ["-adopted"] if wanted.sort == "adopted" else []
    search = Search().query(query).sort(*order, "-day", "-entry")
    return _page(search, wanted).extra(track_total_hits=False)


def _first(wanted: Wanted) -> Search:
    search = Search().query(queries.candidates(wanted)).extra(track_total_hits=False)
    window = 3 * weights.FEEDBACK_HITS  # a bonus lifts by a fifth at most
    search = search.extra(rescore=_rescored(queries.ranked(wanted), window))
    return search[: weights.FEEDBACK_HITS].source(["every"])


def _best(wanted: Wanted, clauses: Sequence[Clause], factor: float) -> Search:
    search = Search().query(queries.candidates(wanted)).extra(track_total_hits=False)
    window = max(RANKED_FULLY, wanted.offset + wanted.limit + MARGIN)
    ranked = queries.ranked(wanted, clauses, factor)
    search = search.extra(rescore=_rescored(ranked, min(window, DEEPEST)))
    return _page(search.extra(explain=True) if wanted.explain else search, wanted)


def _rescored(query: Any, window: int) -> Answer:
    """The best `window` ranked by `query` alone."""
    weighed = {"rescore_query": query.to_dict(), "query_weight": 0, "rescore_query_weight": 1}
    return {"window_size": window, "query": weighed}


def _page(search: Search, wanted: Wanted) -> Search:
    start = min(wanted.offset, DEEPEST - wanted.limit)
    return search[start : start + wanted.limit].source(["entry"])


# --- feedback ---


def _fed_back(
    server: Server, wanted: Wanted, first: list[Answer]
) -> tuple[float, tuple[Clause, ...]]:
    """Terms that the first hits share, with their share of the score."""
    if not first:
        return 0.0, ()
    texts: Texts = [(hit["_score"], stems_of(hit["_source"])) for hit in first]
    asked = [stem for clause in wanted.words for stem in clause.stems]
    known = _statistics(server, [*asked, *(stem for stem, _ in feedback.likely(texts))])
    best = sum(
        clause.weight * max(known.rarity(stem) for stem in clause.stems) for clause in wanted.words
    )
    share = feedback.share([score for score, _ in texts], best, len(wanted.words))
    return (share, feedback.terms(texts, known.rare_enough)) if share else (0.0, ())


def alike(server: Server, entry: int, scope: Scope, limit: int) -> list[int]:
    """Entries in scope that share this one's heaviest terms."""
    held = hits(server.search(Search().query(Q("term", entry=entry))[:1].source(["every"])))
    texts: Texts = [(1.0, stems_of(hit["_source"])) for hit in held]
    stems = [stem for stem, _ in feedback.likely(texts)]
    clauses = feedback.terms(texts, _statistics(server, stems).rare_enough) if stems else ()
    if not clauses:
        return []
    query = Q(
        "bool",
        must=[Q("bool", should=queries.scored(clauses), minimum_should_match=1)],
        filter=queries.in_reach(scope) + queries.chosen(scope),
        must_not=[Q("term", entry=entry)],
    )
    sink = [{"field_value_factor": {"field": "sink", "missing": 1.0}}]
    return ids(server, Search().query(Q("function_score", query=query, functions=sink)), limit)


def stems_of(source: Answer) -> Counter[str]:
    """The stems of an entry, counted."""
    return Counter(" ".join(source.get("every") or ()).split())


class _Statistics(NamedTuple):
    """How many entries there are, and how many of them hold each of some stems."""

    entries: int
    holders: Mapping[str, int]

    def rarity(self, stem: str) -> float:
        return rarity(self.holders.get(stem, 0), self.entries)

    def rare_enough(self, stem: str) -> float:
        """Inverse document frequency; 0 for a stem that is too common to tell anything."""
        held = self.holders.get(stem, 0)
        return 0.0 if held > weights.too_common(self.entries) else rarity(held, self.entries)


def _statistics(server: Server, stems: Sequence[str]) -> _Statistics:
    """Asked for by a text of their own: those of whole entries would count all their words."""
    answer = server.client.termvectors(
        index=server.answers_from,
        doc={"every": " ".join(stems)},
        fields=["every"],
        term_statistics=True,
        field_statistics=True,
        positions=False,
        offsets=False,
        payloads=False,
    )
    vector = answer["term_vectors"].get("every", {})
    entries = vector.get("field_statistics", {}).get("doc_count", 0)
    terms = vector.get("terms", {})
    return _Statistics(entries, {term: held.get("doc_freq", 0) for term, held in terms.items()})


# --- answers ---


def ids(server: Server, search: Search, limit: int) -> list[int]:
    """Only the numbers of the first hits."""
    answer = server.search(search[:limit].source(["entry"]).extra(track_total_hits=False))
    return [hit["_source"]["entry"] for hit in hits(answer)]


def hits(answer: Answer) -> list[Answer]:
    return answer["hits"]["hits"]


def total(answer: Answer) -> int:
    return answer["hits"]["total"]["value"]


def _as_hits(answer: Answer) -> tuple[Hit, ...]:
    return tuple(
        Hit(hit["_source"]["entry"], hit["_score"] or 0.0, _reasons(hit)) for hit in hits(answer)
    )


def _facets(answer: Answer, wanted: Wanted) -> dict[str, tuple[tuple[str, int], ...]]:
    counted = answer.get("aggregations", {})
    return {
        name: tuple(
            (bucket["key"], bucket["doc_count"])
            for bucket in counted[name].get(queries.VALUES, counted[name])["buckets"]
        )
        for name in wanted.facets
    }


def _reasons(hit: Answer) -> dict[str, float]:
    """The top of Elasticsearch's own explanation, where it was asked for."""
    part = hit.get("_explanation", {})
    while len(part.get("details", ())) == 1:
        part = part["details"][0]
    return {part["description"][:80]: round(part["value"], 3) for part in part.get("details", ())}
