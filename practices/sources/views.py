"""The shared shelf of published sources."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from practices.models import PracticeNotePage, Source, Topic
from practices.notes.lists import page_of, rows_of
from practices.permissions import keeps_topics
from practices.sources.link_checks import dead_links


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All sources this reader may see, by title; `?topic=` shows one topic's."""
    chosen = Topic.objects.filter(
        slug=request.GET.get("topic", "").replace("\x00", "")[:60]
    ).first()
    visible = Q(cited_by__note__in=PracticeNotePage.objects.visible_to(request.user))
    shelf = Source.objects.visible_to(request.user)
    shelf = shelf.filter(topics=chosen) if chosen else shelf
    shelf = shelf.annotate(cited=Count("cited_by__note", filter=visible, distinct=True))
    page = page_of(request, shelf.order_by("title", "pk"))
    return render(
        request,
        "practices/sources.html",
        {
            "page": page,
            "chosen": chosen,
            "topics": Topic.objects.filter(sources__isnull=False).distinct(),
            "query": urlencode({"topic": chosen.slug}) if chosen else "",
        },
    )


@require_safe
def source(request: HttpRequest, ref: str) -> HttpResponse:
    """One source: where it is, our digest, and the notes this reader may see that cite it."""
    found = get_object_or_404(Source.objects.visible_to(request.user), ref=ref)
    notes = PracticeNotePage.objects.visible_to(request.user).filter(references__source=found)
    page = page_of(request, notes.distinct().as_rows())
    return render(
        request,
        "practices/source.html",
        {
            "source": found,
            "topics": found.topics.all(),
            "page": page,
            "rows": rows_of(page),
            "may_keep": keeps_topics(request.user),
        },
    )


@require_safe
@login_required
def dead(request: HttpRequest) -> HttpResponse:
    """For those who keep sources: addresses that did not open at the last look, or lead elsewhere."""
    if not keeps_topics(request.user):
        raise PermissionDenied
    page = page_of(request, dead_links(request.user))
    return render(request, "practices/dead_links.html", {"page": page})
