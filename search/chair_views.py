"""For the chair: how the engines do, what people look for and do not find."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search import asked
from search.models import SearchEntry
from search.status import states
from search.views import may_ask_why


@require_safe
def health_of_search(request: HttpRequest) -> HttpResponse:
    """Engines, entries, and the queries of the last 90 days. For chairs, editors, administrators."""
    if not request.user.is_authenticated:
        raise Http404
    if not may_ask_why(request.user):
        raise PermissionDenied("Only the chair, editors and administrators see this page.")
    asked.write()
    context: dict[str, Any] = {
        "engines": states(),
        "entries": SearchEntry.objects.here().count(),
        "asked": asked.most_asked(found_nothing=False),
        "missed": asked.most_asked(found_nothing=True),
    }
    return render(request, "search/chair.html", context)
