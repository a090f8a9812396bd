"""What the pages of councils show to this reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest

from hub.cache import ROOMS, cached
from hub.ui.entry import Entry
from network.councils import changes, handover, permissions, team
from network.councils.models import Council, CouncilPage
from network.people.directory import people_of_council
from practices.notes.lists import feed_of_council, notes_by_council, notes_of_council

LONGEST_QUESTION = 100


def index(request: HttpRequest) -> dict[str, Any]:
    """All councils with a page, under their network; `q` narrows by name, kind or region."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
    councils = Council.objects.filter(page__live=True)
    if q:
        councils = councils.filter(
            Q(name__icontains=q) | Q(short_name__icontains=q) | Q(kind__icontains=q)
            | Q(network__name__icontains=q) | Q(region__icontains=q)
        )  # fmt: skip
    counts = notes_by_council(request.user)
    groups: dict[str, list[tuple[Council, int]]] = {}
    for council in councils.select_related("network").order_by("network__name", "short_name"):
        name = council.network.name if council.network else council.region
        groups.setdefault(name, []).append((council, counts.get(council.slug, 0)))
    return {"q": q, "groups": list(groups.items()), "found": sum(map(len, groups.values()))}


def council(page: CouncilPage, request: HttpRequest) -> dict[str, Any]:
    """Facts, what comes and goes, people (for members), team and notes by topic."""
    key = (page.council_id, request.user.pk)
    facts = cached("council", key, ROOMS, lambda: facts_of(page.council_id, request.user))
    notes, pages, topics = notes_of_council(request, facts["council"])
    return facts | {
        "groups": by_topic(notes),
        "pages": pages,
        "topics": topics if pages.paginator.num_pages > 1 or any(t.chosen for t in topics) else [],
        "narrowed": next((f"topic={one.slug}" for one in topics if one.chosen), ""),
        "feed": feed_of_council(facts["council"]),
    }


def facts_of(council_id: int, reader: Any) -> dict[str, Any]:
    """What stands around the notes, for this reader."""
    subject = with_neighbours(council_id)
    return {
        "council": subject,
        "change": changes.sentences(subject),
        "people": list(people_of_council(reader, subject)),
        "team": team.facts_for(subject, reader),
        "may_tell": permissions.can_tell(reader, subject),
        "own": getattr(reader, "council_id", None) == subject.pk,
        "older": handover.left_to(subject),
    }


def with_neighbours(council_id: int) -> Council:
    """The council with its network, successors and predecessors, in three queries."""
    return (
        Council.objects.select_related("network")
        .prefetch_related(
            Prefetch("successors", Council.objects.order_by("short_name")),
            Prefetch("predecessors", Council.objects.order_by("short_name")),
        )
        .get(pk=council_id)
    )


def by_topic(things: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Things under their first topic, topics in the order of their newest thing, none last."""
    groups: dict[str, list[Entry]] = {}
    for thing in things:
        groups.setdefault(thing.topics[0] if thing.topics else "", []).append(thing)
    return sorted(groups.items(), key=lambda group: group[0] == "")
