"""What the council pages show to this reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Prefetch, Q
from django.http import HttpRequest

from network.councils import changes, permissions, shelf, team

if TYPE_CHECKING:
    from network.councils.models import Council, CouncilPage

LONGEST_QUESTION = 100


def index(request: HttpRequest) -> dict[str, Any]:
    """All councils with a page, under their network; `q` narrows by name, kind or region."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
    councils = apps.get_model("councils", "Council").objects.filter(page__live=True)
    if q:
        councils = councils.filter(
            Q(name__icontains=q) | Q(short_name__icontains=q) | Q(kind__icontains=q)
            | Q(network__name__icontains=q) | Q(region__icontains=q)
        )  # fmt: skip
    counts = shelf.counts_for(request.user)
    groups: dict[str, list[tuple[Council, int]]] = {}
    for council in councils.select_related("network").order_by("network__name", "short_name"):
        name = council.network.name if council.network else council.region
        groups.setdefault(name, []).append((council, counts.get(council.slug, 0)))
    return {"q": q, "groups": list(groups.items()), "found": sum(map(len, groups.values()))}


def council(page: CouncilPage, request: HttpRequest) -> dict[str, Any]:
    """Facts, what comes and goes, people (for members), team and notes by topic."""
    subject = with_neighbours(page.council_id)
    things = shelf.shelf_of(request.user, subject)
    return {
        "council": subject,
        "change": changes.sentences(subject),
        "people": shelf.people_of(request.user, subject),
        "team": team.facts_for(subject, request.user),
        "may_tell": permissions.can_tell(request.user, subject),
        "own": getattr(request.user, "council_id", None) == subject.pk,
        "topics": shelf.by_topic(things),
        "feed": shelf.feed_of(subject),
    }


def with_neighbours(council_id: int) -> Council:
    """The council with its network, successors and predecessors, in three queries."""
    model = apps.get_model("councils", "Council")
    return (
        model.objects.select_related("network")
        .prefetch_related(
            Prefetch("successors", model.objects.order_by("short_name")),
            Prefetch("predecessors", model.objects.order_by("short_name")),
        )
        .get(pk=council_id)
    )
