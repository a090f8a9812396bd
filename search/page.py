"""What the search page shows, worked out from results: facets, chips, pages, rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.questions.rights import network_to_ask
from search import labels
from search.analytics.reads import most_read
from search.glossary import address_of
from search.models import SearchEntry, Term
from search.query.parsing import FILTERS, Query
from search.service import Result, Results, search
from search.whom_to_ask import Reach, whom_to_ask

SHOWN = 10  # values of a facet before "more"
SHOWN_AT_FIRST = 6
MOST_READ = 5
STAGES = frozenset({"idea", "trial", "embedded", "stopped", "withdrawn"})


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


@dataclass(frozen=True)
class Row:
    """A result as a line of the list; field names are those of components/entry.html."""

    kind: str
    kind_label: str
    title: SafeString
    url: str
    snippet: SafeString
    council_name: str
    council_slug: str
    stage: str
    stage_label: str
    facts: tuple[str, ...]
    due: str
    why: tuple[tuple[str, float], ...]
    score: float
    entry_id: int
    reach: Reach | None = None


@dataclass(frozen=True)
class PageLink:
    label: str
    address: str
    current: bool


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
    shown = counts if all_ else counts[: SHOWN if name != "tag" else SHOWN_AT_FIRST]
    there = {value for value, _ in shown}
    known = dict(counts)
    shown = shown + [(value, known.get(value, 0)) for value in chosen if value not in there]
    names = labels.names_of(name, (value for value, _ in shown))
    choices = tuple(Choice(value, names[value], count, value in chosen) for value, count in shown)
    address = f"?{query.address(page=1)}&all={name}#facet-{name}"
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


def _without_typed(query: Query, name: str, value: str) -> Query:
    """A filter that was typed into the box goes from the box."""
    typed = {f"{name}:{value}", f'{name}:"{value}"'}
    kept = [word for word in query.text.split(" ") if word.lower() not in typed]
    return replace(query, text=" ".join(kept))


def rows(results: Iterable[Result], reader: Any = None, *, for_person: bool = False) -> list[Row]:
    """Results as lines; for `reader` people with how to reach them, and where the query asks
    `for_person` notes with whom to ask."""
    today, results = timezone.localdate(), list(results)
    reach = whom_to_ask((result.entry for result in results), reader, owners=for_person)
    return [_row(result, today, reach.get(result.entry.pk)) for result in results]


def _row(result: Result, today, reach: Reach | None) -> Row:
    entry = result.entry
    stage = entry.status if entry.status in STAGES else ""
    return Row(
        kind=entry.kind,
        kind_label=labels.kind_label(entry.kind),
        title=result.title,
        url=entry.url,
        snippet=result.snippet,
        council_name=entry.council_name,
        council_slug=entry.council,
        stage=stage,
        stage_label=labels.status_label(stage) if stage else "",
        facts=tuple(_facts(entry)),
        due=labels.due_label(entry.review_by, today),
        why=tuple(result.why.items()),
        score=result.score,
        entry_id=entry.pk,
        reach=reach,
    )


def _facts(entry) -> Iterator[str]:
    extra = entry.extra
    if extra.get("publisher"):
        yield str(extra["publisher"])
    if entry.status == "historical":
        yield labels.status_label(entry.status)
    if extra.get("adopted"):
        count = int(extra["adopted"])
        yield ngettext("%(n)s council uses it", "%(n)s councils use it", count) % {"n": count}
    yield from (str(fact) for fact in extra.get("facts", ()))
    if entry.date:
        yield date_format(entry.date, "j F Y")


def page_links(results: Results) -> list[PageLink | None]:
    """Links to pages of results; None stands for a gap."""
    last = min(results.pages, 1000)
    if last < 2:
        return []
    now = results.query.page
    wanted = sorted({1, last, now - 1, now, now + 1} & set(range(1, last + 1)))
    links: list[PageLink | None] = []
    for before, number in zip([0, *wanted], wanted, strict=False):
        links += [None] if number - before > 1 else []
        address = f"?{results.query.address(page=number)}"
        links.append(PageLink(str(number), address, number == now))
    return links


def senses(results: Results) -> list[dict[str, object]]:
    """Words that were read in one sense of several, with links to the other senses."""
    query = results.query
    return [
        {
            "typed": typed,
            "name": term.name,
            "others": [
                {
                    "name": other.name,
                    "address": f"?{query.address(senses={**query.senses, typed: other.name}, page=1)}",
                }
                for other in others
            ],
        }
        for typed, term, others in results.understood.senses
    ]


def doubts(results: Results) -> list[dict[str, str]]:
    """Rare words that may be typing errors: the query as it may have been meant, to be chosen."""
    text = results.understood.doubted_text
    return (
        [{"text": text, "address": f"?{results.query.address(text=text, page=1)}"}] if text else []
    )


def meaning(results: Results) -> dict[str, str] | None:
    """What a term means, where the whole query is that term; None where nobody has written it."""
    understood = results.understood
    whole = [one for one in understood.readings if one.width == len(understood.words)]
    named = [one.term.name for one in whole]
    term = Term.objects.filter(name__in=named).exclude(meaning="").first() if named else None
    if term is None:
        return None
    return {"name": term.name, "says": term.meaning, "url": address_of(term.name)}


def headline(results: Results) -> str:
    """The page's heading over the list: how many."""
    count = results.total
    if not count and not results.out_of_order:
        return _("Nothing found")
    return ngettext("%(n)s result", "%(n)s results", count) % {"n": f"{count:,}"}


def title(results: Results) -> str:
    """For the browser's tab."""
    if not results.query.text:
        return _("Search")
    return f"{results.query.text}: {headline(results)}"


def instead(reader) -> dict[str, object]:
    """For a search that found nothing: topics to go to, the notes most read, and the newest."""
    newest = search(Query(filters={"kind": ("note",)}, page_size=5), reader, facets=False)
    everything = search(Query(page_size=1), reader)
    counts = everything.facets.get("topic", ())[:SHOWN]
    names = labels.names_of("topic", (slug for slug, _ in counts))
    topics = [(names[slug], f"/topics/{slug}/", count) for slug, count in counts]
    read = most_read(reader, "note", MOST_READ)
    return {
        "topics": topics,
        "may_ask": network_to_ask(reader) is not None,
        "read": rows(map(_as_result, read)),
        "newest": rows(newest.results),
    }


def _as_result(entry: SearchEntry) -> Result:
    """An entry that no search found, as it stands."""
    return Result(entry, 0.0, conditional_escape(entry.title), conditional_escape(entry.summary))
