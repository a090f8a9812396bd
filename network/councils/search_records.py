"""What search says of a council: what everybody may know."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.access.audience import PUBLIC
from hub.search_registry import SearchRecord, follow, follow_links, register
from network.councils.changes import sentences
from network.councils.models import Council, CouncilPage


def register_findings() -> None:
    """A council's description says which councils it follows or goes to, and whether it has ended."""
    register(
        Council,
        kind="council",
        label=_("Council"),
        describe=describe,
        everything=everything,
        turns_with_the_day=True,
    )
    follow(Council, CouncilPage, lambda keys: Council.objects.filter(page__in=keys))
    follow(
        Council,
        Council,
        lambda keys: Council.objects.filter(Q(successors__in=keys) | Q(predecessors__in=keys)),
    )
    follow_links(Council, Council.successors.through)


def describe(council: Council) -> SearchRecord | None:
    """None for a council without a page: it belongs to no network of this hub."""
    if not hasattr(council, "page"):
        return None
    where = ", ".join(part for part in (council.kind, council.region) if part)
    return SearchRecord(
        kind="council",
        title=council.name,
        url=council.get_absolute_url(),
        audience_key=PUBLIC,
        summary=" ".join([f"{where}." if where else "", *sentences(council)]).strip(),
        body=council.other_names,
        council=council.slug,
        council_name=council.short_name,
        network_id=council.network_id,
    )


def everything() -> Iterator[Council]:
    yield from Council.objects.select_related("page", "network").prefetch_related(
        "successors", "predecessors"
    )
