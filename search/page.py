"""What the search page shows, worked out from results: rows, readings of the words, what else there is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import part_dates
from search import labels
from search.analytics.counters import most_read
from search.glossary import address_of
from search.models import SearchEntry, Term
from search.query import parts
from search.query.parsing import LAST_PAGE, Query
from search.query.parts import NETWORK, PUBLISHED
from search.service import Result, Results, search
from search.whom_to_ask import Reach, whom_to_ask

TOPICS = 10  # offered where nothing was found
MOST_READ = 5
STAGES = frozenset({"idea", "trial", "embedded", "stopped", "withdrawn"})


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
    if entry.status in labels.STANDINGS:
        yield labels.status_label(entry.status)
    if extra.get("adopted"):
        count = int(extra["adopted"])
        yield ngettext("%(n)s council uses it", "%(n)s councils use it", count) % {"n": count}
    yield from (str(fact) for fact in extra.get("facts", ()))
    if entry.date:
        yield part_dates.shown(entry.date, extra.get("date_known", part_dates.DAY))


def senses(results: Results) -> list[dict[str, object]]:
    """Words that were read in one sense of several, with links to the other senses."""
    query = results.query.from_start()
    return [
        {
            "typed": typed,
            "name": term.name,
            "others": [
                {
                    "name": other.name,
                    "address": f"?{query.address(senses={**query.senses, typed: other.name})}",
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
        [{"text": text, "address": f"?{results.query.from_start().address(text=text)}"}]
        if text
        else []
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


def instead(reader) -> dict[str, object]:
    """For a search that found nothing: topics to go to, the notes most read, and the newest."""
    newest = search(Query(filters={"kind": ("note",)}, page_size=5), reader, facets=False)
    everything = search(Query(page_size=1), reader)
    counts = everything.facets.get("topic", ())[:TOPICS]
    names = labels.names_of("topic", (slug for slug, _ in counts))
    topics = [(names[slug], f"/topics/{slug}/", count) for slug, count in counts]
    read = most_read(reader, "note", MOST_READ)
    return {
        "topics": topics,
        "read": rows(map(_as_result, read)),
        "newest": rows(newest.results),
    }


def _as_result(entry: SearchEntry) -> Result:
    """An entry that no search found, as it stands."""
    return Result(entry, 0.0, conditional_escape(entry.title), conditional_escape(entry.summary))


# The two blocks of the search page: what the network has, and what others published.


@dataclass(frozen=True)
class Group:
    """A few results of one kind."""

    label: str
    count: int
    rows: list[Row]
    address: str


@dataclass(frozen=True)
class PageLink:
    label: str
    address: str
    current: bool


@dataclass(frozen=True)
class Block:
    """One part of an answer, a list with a count and pages of its own."""

    total: int
    heading: str
    rows: list[Row]
    groups: list[Group]  # in place of rows where the reader groups by kind
    pages: list[PageLink | None]
    first: int  # the place of its first row among everything found, for counting clicks


def network_block(results: Results, reader: Any) -> Block | None:
    """What the network has; None where only what others published was asked for."""
    if NETWORK not in results.parts:
        return None
    query, total = results.query, results.totals.get(NETWORK, 0)
    heading = heading_of(NETWORK, total)
    found = results.of(NETWORK)
    if query.grouped:
        return Block(total, heading, [], list(_groups(results, found, reader)), [], 1)
    span = parts.in_blocks(NETWORK, query.page, query.page_size, 0)
    pages = page_links(query, "page", total, span.most, "found")
    lines = rows(found, reader, for_person=results.for_person)
    return Block(total, heading, lines, [], pages, span.first + 1)


def published_block(results: Results, reader: Any) -> Block | None:
    """What others published; None where there is nothing or it was not asked for."""
    query, total = results.query, results.totals.get(PUBLISHED, 0)
    if PUBLISHED not in results.parts or not total:
        return None
    above = results.totals.get(NETWORK, 0) if NETWORK in results.parts else 0
    span = parts.in_blocks(PUBLISHED, query.published_page, query.page_size, above)
    heading = heading_of(PUBLISHED, total)
    pages = page_links(query, "published_page", total, span.most, "elsewhere")
    lines = rows(results.of(PUBLISHED), reader)
    return Block(total, heading, lines, [], pages, above + span.first + 1)


def _groups(results: Results, found: tuple[Result, ...], reader: Any) -> Iterator[Group]:
    """The best of each kind, in the order they were brought, with a link to all of that kind."""
    counts = dict(results.facets.get("kind", ()))
    listed = replace(results.query, grouped=False)
    for kind, held in groupby(found, key=lambda result: result.entry.kind):
        address = f"?{listed.with_filter('kind', kind).address()}"
        lines = rows(held, reader, for_person=results.for_person)
        yield Group(labels.kind_label(kind, many=True), counts.get(kind, 0), lines, address)


def page_links(
    query: Query, counter: str, total: int, size: int, anchor: str
) -> list[PageLink | None]:
    """Links to the pages of one block; None stands for a gap. `counter` is the query's field."""
    last = min(-(-total // size), LAST_PAGE)
    if last < 2:
        return []
    now = getattr(query, counter)
    wanted = sorted({1, last, now - 1, now, now + 1} & set(range(1, last + 1)))
    links: list[PageLink | None] = []
    for before, number in zip([0, *wanted], wanted, strict=False):
        links += [None] if number - before > 1 else []
        address = f"?{query.address(**{counter: number})}#{anchor}"
        links.append(PageLink(str(number), address, number == now))
    return links


def heading_of(part: str, total: int) -> str:
    """How much a part has, in words."""
    says = _("%(n)s from this network") if part == NETWORK else _("%(n)s published elsewhere")
    return says % {"n": f"{total:,}"}


def title(results: Results) -> str:
    """For the browser's tab: the words, and how much each part has."""
    if not results.query.text:
        return _("Search")
    totals = ((part, results.totals.get(part, 0)) for part in results.parts)
    counts = [heading_of(part, total) for part, total in totals if total]
    return f"{results.query.text}: {', '.join(counts) or _('Nothing found')}"
