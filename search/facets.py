"""The filters of the search page, and the chips that take them off again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from search import labels
from search.query.parsing import FILTERS, Query
from search.query.parts import place_of_kind
from search.service import Results

SHOWN = 10  # values of a facet before "more"
SHOWN_AT_FIRST = 6  # of tags


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class FacetGroup:
    name: str
    label: str
    choices: tuple[Choice, ...]
    more: int  # how many are not shown
    more_address: str


def facet_groups(results: Results, opened: str, member: bool) -> list[FacetGroup]:
    """Facets with something to choose. Who can see it is asked only of those signed in."""
    groups = []
    for name, counts in results.facets.items():
        chosen = results.query.filters.get(name, ())
        if name not in labels.FACET_NAMES:  # the two parts of the answer are no choice
            continue
        if (name == "audience" and not member) or (len(counts) < 2 and not chosen):
            continue
        groups.append(_group(results.query, name, counts, chosen, name == opened))
    return groups


def _group(
    query: Query, name: str, counts: Iterable[tuple[str, int]], chosen: tuple[str, ...], all_: bool
) -> FacetGroup:
    counts = list(counts)
    if name == "year":
        counts.sort(reverse=True)
    if name == "kind":
        counts.sort(key=lambda pair: place_of_kind(pair[0]))
        all_ = True
    shown = counts if all_ else counts[: SHOWN if name != "tag" else SHOWN_AT_FIRST]
    there = {value for value, _ in shown}
    known = dict(counts)
    shown = shown + [(value, known.get(value, 0)) for value in chosen if value not in there]
    names = labels.names_of(name, (value for value, _ in shown))
    choices = tuple(Choice(value, names[value], count, value in chosen) for value, count in shown)
    address = f"?{query.from_start().address()}&all={name}#facet-{name}"
    return FacetGroup(
        name, str(labels.FACET_NAMES[name]), choices, max(len(counts) - len(shown), 0), address
    )


def chips(query: Query) -> Iterator[tuple[str, str]]:
    """Label and address for each filter that is on; the address takes it off."""
    for name in FILTERS:
        chosen = query.filters.get(name, ())
        names = labels.names_of(name, chosen)
        for value in chosen:
            rest = tuple(other for other in chosen if other != value)
            label = f"{labels.FACET_NAMES[name]}: {names[value]}"
            yield label, f"?{_without_typed(query, name, value).with_filter(name, *rest).address()}"
    if query.part:
        yield labels.part_label(query.part), f"?{replace(query.from_start(), part='').address()}"


def _without_typed(query: Query, name: str, value: str) -> Query:
    """A filter that was typed into the box goes from the box."""
    kept = [word for word in query.text.split(" ") if word.lower() not in _typed(name, value)]
    return replace(query, text=" ".join(kept))


def _typed(name: str, value: str) -> set[str]:
    return {f"{name}:{value}", f'{name}:"{value}"'}


def kept_with_other_words(query: Query) -> list[tuple[str, str]]:
    """Fields that carry the filters, order and grouping on to other words in the search box.

    A filter that was typed among the words stands and goes with them.
    """
    typed = set(query.text.lower().split(" "))
    chosen = [(name, value) for name in FILTERS for value in query.filters.get(name, ())]
    return [*(pair for pair in chosen if not typed & _typed(*pair)), *query.settings()]


def kept_with_other_filters(query: Query) -> list[tuple[str, str]]:
    """Fields that carry all but the filters on to what is ticked."""
    return [pair for pair in query.from_start().pairs() if pair[0] not in FILTERS]
