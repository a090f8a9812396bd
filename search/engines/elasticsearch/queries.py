"""What is asked of Elasticsearch, from what is wanted. Pure: builds queries and sends nothing."""

from collections.abc import Iterable, Sequence
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines.base import Clause, Concept, Scope, Stems, Wanted

MOST_VALUES = 1000  # of one facet
VALUES = "values"
FIRST_OF_ALL = 1000.0  # more than any score by bm25


def said(stems: Stems, field: str = "text") -> Query:
    """Entries with a stem, or with several in a row."""
    if len(stems) == 1:
        return Q("term", **{field: stems[0]})
    return Q("match_phrase", **{field: " ".join(stems)})


def any_of(queries: Iterable[Query]) -> Query:
    return Q("bool", should=list(queries), minimum_should_match=1)


def in_reach(scope: Scope) -> list[Query]:
    """Filters that hold for everything, facets' counts too: the reader, phrases, unwanted words."""
    filters = [Q("terms", audience=sorted(scope.audiences))]
    filters += [said(stems) for stems in scope.required]
    if scope.unwanted:
        filters.append(Q("bool", must_not=[said(stems) for stems in scope.unwanted]))
    if scope.by:
        filters.append(Q("term", by=scope.by.casefold()))
    return filters


def chosen(scope: Scope, without: str = "") -> list[Query]:
    """The facets' filters; `without` leaves one facet's own out."""
    return [
        Q("terms", **{name: list(values)})
        for name, values in scope.filters.items()
        if name != without
    ]


def candidates(wanted: Wanted, fed_back: Sequence[Clause] = (), factor: float = 1.0) -> Query:
    """All that match, scored by the concepts' best ways and by what was fed back.

    Every score is that of one field: so Elasticsearch can leave out entries that cannot come
    among the best, and looks at few of a million.
    """
    should = [_scored(clause, factor) for clause in fed_back]
    if wanted.prefer:
        kinds = Q("terms", kind=sorted(wanted.prefer))
        should.append(Q("constant_score", filter=kinds, boost=FIRST_OF_ALL))
    concepts = any_of(map(_concept, wanted.concepts))
    filters = in_reach(wanted.scope) + chosen(wanted.scope)
    return Q("bool", must=[concepts], should=should, filter=filters)


def _concept(concept: Concept) -> Query:
    typed = [_scored(clause) for clause in concept.words]
    if not concept.variants:
        return any_of(typed)
    ways = [any_of(typed)] if typed else []
    return Q("dis_max", queries=[*ways, *map(_scored, concept.variants)])


def _scored(clause: Clause, factor: float = 1.0) -> Query:
    weight = clause.weight * factor
    if len(clause.stems) == 1:
        return Q("term", text={"value": clause.stems[0], "boost": weight})
    return Q("match_phrase", text={"query": " ".join(clause.stems), "boost": weight})


def matching(wanted: Wanted) -> Query:
    """All that match, not scored; the facets' own filters left out."""
    words = [any_of(said(clause.stems) for clause in wanted.clauses)] if wanted.concepts else []
    return Q("bool", filter=words + in_reach(wanted.scope))


def add_facets(aggs: Any, names: Iterable[str], scope: Scope) -> None:
    """The counts of each facet under all filters but its own."""
    for name in names:
        others = chosen(scope, without=name)
        holder = aggs.bucket(name, "filter", filter=Q("bool", filter=others)) if others else aggs
        inner = VALUES if others else name
        order = [{"_count": "desc"}, {"_key": "asc"}]
        holder.bucket(inner, "terms", field=name, size=MOST_VALUES, order=order)
