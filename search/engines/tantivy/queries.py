"""What is asked of tantivy, from what is wanted. Pure: builds queries and looks nowhere.

Nothing a reader types is read as syntax: every query is made of terms.
"""

from collections.abc import Iterable, Sequence

from tantivy import Occur, Query

from search.engines.base import Clause, Concept, Scope, Stems, Wanted
from search.engines.tantivy.schema import SCHEMA

FIRST_OF_ALL = 1000.0  # more than any score by bm25


def said(stems: Stems, field: str = "text") -> Query:
    """Entries with a stem, or with several in a row."""
    if len(stems) == 1:
        return Query.term_query(SCHEMA, field, stems[0])
    return Query.phrase_query(SCHEMA, field, list(stems))


def any_of(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def one_of_values(field: str, values: Iterable[str]) -> Query:
    """Term by term: a set of terms marks every entry of the index that has one of them, however few
    entries have the words asked for."""
    return any_of(Query.term_query(SCHEMA, field, value) for value in sorted(values))


def visible(audiences: Iterable[str]) -> Query:
    """Entries that somebody with these audience keys may see. It does not count in the score."""
    return Query.const_score_query(one_of_values("audience", audiences), 0.0)


def in_scope(scope: Scope, without: str = "") -> list[tuple[Occur, Query]]:
    """Parts of a query that hold for everything; `without` leaves one facet's own filter out."""
    unscored = [one_of_values("audience", scope.audiences)]
    unscored += [said(stems) for stems in scope.required if stems]
    if scope.by:
        unscored.append(Query.term_query(SCHEMA, "by", scope.by.casefold()))
    unscored += [
        one_of_values(name, values) for name, values in scope.filters.items() if name != without
    ]
    parts = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in unscored]
    return parts + [(Occur.MustNot, said(stems)) for stems in scope.unwanted if stems]


def matching(wanted: Wanted, without: str = "") -> Query:
    """All that match, unscored: any of the clauses, where there are some."""
    parts = in_scope(wanted.scope, without)
    if wanted.concepts:
        words = any_of(said(clause.stems) for clause in wanted.clauses)
        parts.append((Occur.Must, words))
    return Query.boolean_query(parts)


def candidates(wanted: Wanted, fed_back: Sequence[Clause], factor: float) -> Query:
    """All that match, scored by the concepts' best ways and by what was fed back."""
    concepts = any_of(map(_concept, wanted.concepts))
    parts = [*in_scope(wanted.scope), (Occur.Must, concepts)]
    parts += [(Occur.Should, _scored(clause, factor)) for clause in fed_back]
    if wanted.prefer:
        first = Query.const_score_query(one_of_values("kind", wanted.prefer), FIRST_OF_ALL)
        parts.append((Occur.Should, first))
    return Query.boolean_query(parts)


def _concept(concept: Concept) -> Query:
    typed = [_scored(clause) for clause in concept.words]
    if not concept.variants:
        return any_of(typed)
    ways = [any_of(typed)] if typed else []
    return Query.disjunction_max_query([*ways, *map(_scored, concept.variants)])


def _scored(clause: Clause, factor: float = 1.0) -> Query:
    return Query.boost_query(said(clause.stems), clause.weight * factor)


def entry(number: int) -> Query:
    return Query.term_query(SCHEMA, "entry", number)
