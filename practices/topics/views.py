"""What the network talks about, one page a topic."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from network.councils.models import Council
from practices.models import PracticeNotePage, Source, Topic
from practices.notes.lists import page_of, rows_of, topics_with_councils
from practices.permissions import keeps_topics

SOURCES_SHOWN = 12


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    tiles = list(topics_with_councils(request.user))
    return render(request, "practices/topics.html", {"topics": tiles})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is, what councils say and have written about it, and what is published on it."""
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        moved = Topic.at_old_address(slug)
        if moved is None:
            raise Http404
        return redirect(moved, permanent=True)
    notes = PracticeNotePage.objects.visible_to(request.user).filter(topics=found)
    councils = councils_writing(notes)
    chosen = next((one for one in councils if one.slug == request.GET.get("council")), None)
    shown = notes.filter(council=chosen) if chosen else notes
    count = sum(one.note_count for one in councils if chosen in (None, one))
    page = page_of(request, shown.as_rows(), count=count)
    sources = Source.objects.visible_to(request.user).filter(topics=found)
    return render(
        request,
        "practices/topic.html",
        {
            "topic": found,
            "page": page,
            "rows": rows_of(page),
            "councils": councils,
            "chosen": chosen,
            "query": urlencode({"council": chosen.slug}) if chosen else "",
            "positions": positions_in(notes),
            "sources": sources[:SOURCES_SHOWN],
            "source_count": sources.count(),
            "may_keep": keeps_topics(request.user),
        },
    )


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
