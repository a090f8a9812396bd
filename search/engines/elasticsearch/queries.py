"""What is asked of Elasticsearch, from what is wanted. Pure: builds queries and sends nothing."""

from collections.abc import Iterable, Sequence
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines import weights
from search.engines.base import Clause, Scope, Stems, Wanted

FIELDS = [
    f"title^{weights.TITLE}",
    f"labels^{weights.LABELS}",
    f"summary^{weights.SUMMARY}",
    f"body^{weights.BODY}",
]
MOST_VALUES = 1000  # of one facet
VALUES = "values"


def said(stems: Stems, field: str = "every") -> Query:
    """Entries with a stem, or with several in a row."""
    if len(stems) == 1:
        return Q("term", **{field: stems[0]})
    return Q("match_phrase", **{field: " ".join(stems)})


def scored(clauses: Iterable[Clause], factor: float = 1.0) -> list[Query]:
    """The clauses as bm25 over all columns; phrases as one find each."""
    return [_scored(clause, clause.weight * factor) for clause in clauses]


def _scored(clause: Clause, weight: float) -> Query:
    if len(clause.stems) == 1:
        return Q("combined_fields", query=clause.stems[0], fields=FIELDS, boost=weight)
    return Q("match_phrase", every={"query": " ".join(clause.stems), "boost": weight})


def matching(wanted: Wanted) -> Query | None:
    """Any of the words or variants; None for a search without words."""
    clauses = scored([*wanted.words, *wanted.variants])
    return Q("bool", should=clauses, minimum_should_match=1) if clauses else None


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


def neighbours(wanted: Wanted) -> list[Query]:
    """Neighbours in the query that stand near each other in the text."""
    share = weights.NEIGHBOURS / max(len(wanted.every), 1)
    return [
        Q(
            "match_phrase",
            every={"query": f"{left} {right}", "slop": weights.NEAR + 1, "boost": share},
        )
        for left, right in wanted.neighbours
    ]


def bonuses(wanted: Wanted) -> list[dict]:
    """Functions that multiply a score, as in the embedded engine."""
    functions: list[dict] = [{"field_value_factor": {"field": "sink", "missing": 1.0}}]
    every = wanted.every
    if len(every) > 1:
        functions.append(_factor(_all_of(every, "every"), weights.ALL_WORDS))
    if every:
        functions.append(_factor(_all_of(every, "title"), weights.TITLE_ALL_WORDS))
    if len(wanted.phrase) > 1:
        functions.append(_factor(said(wanted.phrase), weights.PHRASE))
    return functions


def _factor(holds: Query, weight: float) -> dict:
    return {"filter": holds.to_dict(), "weight": weight}


def _all_of(groups: Sequence[Sequence[Stems]], field: str) -> Query:
    """One of each group."""
    each = [
        Q("bool", should=[said(stems, field) for stems in group], minimum_should_match=1)
        for group in groups
    ]
    return Q("bool", filter=each)


def candidates(wanted: Wanted) -> Query:
    """Any of the words, scored over the whole text: quick, and good enough to choose some hundreds.

    Elasticsearch leaves out entries that cannot come among the best; a function or several
    columns in the score would make it look at every entry that has a word.
    """
    should = [_boosted(clause) for clause in (*wanted.words, *wanted.variants)]
    filters = in_reach(wanted.scope) + chosen(wanted.scope)
    return Q("bool", must=[Q("bool", should=should, minimum_should_match=1)], filter=filters)


def _boosted(clause: Clause) -> Query:
    if len(clause.stems) == 1:
        return Q("term", every={"value": clause.stems[0], "boost": clause.weight})
    return _scored(clause, clause.weight)


def ranked(wanted: Wanted, fed_back: Sequence[Clause] = (), factor: float = 0.0) -> Query:
    """The whole score, for entries that were chosen already."""
    inner = Q("bool", must=[matching(wanted)], should=neighbours(wanted) + scored(fed_back, factor))
    return Q(
        "function_score",
        query=inner,
        functions=bonuses(wanted),
        score_mode="multiply",
        boost_mode="multiply",
    )


def within(scope: Scope, wanted: Wanted) -> Query:
    """All that match, not scored; the facets' own filters left out."""
    should = [said(clause.stems) for clause in (*wanted.words, *wanted.variants)]
    any_word = [Q("bool", should=should, minimum_should_match=1)] if should else []
    return Q("bool", filter=any_word + in_reach(scope))


def add_facets(aggs: Any, names: Iterable[str], scope: Scope) -> None:
    """The counts of each facet under all filters but its own."""
    for name in names:
        others = chosen(scope, without=name)
        holder = aggs.bucket(name, "filter", filter=Q("bool", filter=others)) if others else aggs
        inner = VALUES if others else name
        order = [{"_count": "desc"}, {"_key": "asc"}]
        holder.bucket(inner, "terms", field=name, size=MOST_VALUES, order=order)
