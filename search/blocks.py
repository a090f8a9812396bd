"""The two blocks of the search page: what the network has, and what others published."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from search import labels
from search.page import Row, rows
from search.query import parts
from search.query.parsing import LAST_PAGE, Query
from search.query.parts import NETWORK, PUBLISHED
from search.service import Result, Results


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
