"""What the network talks about, one page a topic."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hub.access.audience import level_keys_of
from hub.cache import cached
from network.councils.models import Council
from practices.models import PracticeNotePage, Source, Topic
from practices.notes.lists import (
    NoteRow,
    cached_page,
    page_ids,
    rows_of,
    topics_with_councils,
)
from practices.notes.querysets import PracticeNoteQuerySet
from practices.permissions import keeps_topics

SOURCES_SHOWN = 12
SHOWN = ("practices", "councils", "people")  # rooms whose words stand on the page


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    tiles = topics_with_councils(request.user)
    return render(request, "practices/topics.html", {"topics": tiles})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is, what councils say and have written about it, and what is published on it."""
    found = cached(
        "topic at", slug, ("practices",), lambda: Topic.objects.filter(slug=slug).first()
    )
    if found is None:
        moved = Topic.at_old_address(slug)
        if moved is None:
            raise Http404
        return redirect(moved, permanent=True)
    keys = sorted(level_keys_of(request.user))
    whole = cached("topic", (keys, found.pk), SHOWN, lambda: around(found, keys, request.user))
    asked = request.GET.get("council")
    chosen = next((one for one in whole["councils"] if one.slug == asked), None)

    def notes() -> PracticeNoteQuerySet:
        held = PracticeNotePage.objects.held_by(keys).filter(topics=found)
        return held.filter(council=chosen) if chosen else held

    def rows(page: Page) -> list[NoteRow]:
        return rows_of(PracticeNotePage.objects.filter(pk__in=page_ids(notes(), page)).as_rows())

    key = (keys, found.pk, chosen.pk if chosen else None)
    shown, page = cached_page(request, "notes of topic", key, notes, rows)
    context = whole | {
        "topic": found,
        "page": page,
        "rows": shown,
        "chosen": chosen,
        "query": urlencode({"council": chosen.slug}) if chosen else "",
        "may_keep": keeps_topics(request.user),
    }
    return render(request, "practices/topic.html", context)


def around(topic: Topic, keys: list[str], reader: Any) -> dict[str, Any]:
    """What stands around the notes of a topic; the same for all who hold these keys."""
    notes = PracticeNotePage.objects.held_by(keys).filter(topics=topic)
    sources = Source.objects.visible_to(reader).filter(topics=topic)
    return {
        "councils": councils_writing(notes),
        "positions": positions_in(notes),
        "sources": list(sources[:SOURCES_SHOWN]),
        "source_count": sources.count(),
    }


def councils_writing(notes: QuerySet[PracticeNotePage]) -> list[Any]:
    """The councils among these notes, each with `note_count`."""
    counts = dict(
        notes.order_by()
        .values_list("council")
        .annotate(Count("pk"))
        .values_list("council", "pk__count")
    )
    councils = list(Council.objects.filter(pk__in=counts))
    for council in councils:
        council.note_count = counts[council.pk]  # type: ignore[attr-defined]  # for the template
    return councils


def positions_in(notes: QuerySet[PracticeNotePage]) -> list[PracticeNotePage]:
    """Notes in which a council says where it stands, newest position of each council first."""
    told = notes.exclude(position="").exclude(status="withdrawn").select_related("council")
    return list(told.order_by("council__short_name", "-position_date", "pk"))
