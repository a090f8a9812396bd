"""The search page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hub.access.roles import may_anywhere
from hub.inputs import whole_number
from network.councils.seats import plan_number
from practices.posting.permissions import network_to_ask
from search import facets, page
from search.analytics import queries
from search.api.rate_limits import TooMany, check_rate
from search.engines import router
from search.query.parsing import Query, from_address
from search.service import Results, search


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Everything the reader may see that matches; the address holds the whole search."""
    query = from_address(request.GET, request.GET.lists())
    explain = request.GET.get("explain") == "1" and may_ask_why(request.user)
    results = search(query, request.user, explain=explain, apart=True)
    queries.note(results)
    context = {
        "own_search": True,
        "query": results.query,
        "kept": facets.kept_with_other_words(results.query),
        "title": page.title(results),
        "found": _found(request, results, explain),
    }
    status = 503 if results.out_of_order else 200
    return render(request, "search/search.html", context, status=status)


def may_ask_why(user: Any) -> bool:
    """Editors, chairs and administrators may see why a result stands where it does."""
    return may_anywhere(user, "see_how_search_is_doing")


def _found(request: HttpRequest, results: Results, explain: bool) -> SafeString:
    """All below the search box as HTML, kept for readers who may see the same things.

    Drawing dozens of check boxes and rows costs more than a search. What it shows follows from the
    key of the results, until the next change of anything findable, and from what is named here.
    Help for a search that found nothing is drawn each time: it shows what was read most.
    """
    opened = request.GET.get("all", "")[:20]
    may_ask = network_to_ask(request.user) is not None

    def draw() -> SafeString:
        context = _context(results, request.user, opened) | {"may_ask": may_ask, "explain": explain}
        return mark_safe(render_to_string("search/found.html", context))  # noqa: S308 (a template's)

    if results.key is None or not results.total:
        return draw()
    # People are shown with what this reader, and maybe nobody else, may see of them.
    shown_to = (
        opened,
        request.user.pk,
        may_ask,
        get_language(),
        timezone.localdate(),
        plan_number(),
    )
    return router.answer(("page", results.key, shown_to), draw)


def _context(results: Results, reader: Any, opened: str) -> dict[str, Any]:
    query, member = results.query, reader.is_authenticated
    return {
        "results": results,
        "query": query,
        "member": member,
        "network": page.network_block(results, reader),
        "published": page.published_block(results, reader),
        "facets": facets.facet_groups(results, opened, member),
        "kept": facets.kept_with_other_filters(query),
        "chips": list(facets.chips(query)),
        "filters_on": sum(map(len, query.filters.values())),
        "adopted": any(result.entry.extra.get("adopted") for result in results.results),
        "senses": page.senses(results),
        "meaning": page.meaning(results),
        "doubts": page.doubts(results),
        "nearby": page.instead(reader) if not results.total else None,
        "addresses": _addresses(query.from_start()),
    }


def _addresses(query: Query) -> dict[str, str]:
    """The same search with one thing changed."""
    return {
        "best": f"?{query.address(sort='best')}",
        "newest": f"?{query.address(sort='newest')}",
        "adopted": f"?{query.address(sort='adopted')}",
        "grouped": f"?{query.address(grouped=True)}",
        "listed": f"?{query.address(grouped=False)}",
        "exactly": f"?{query.address(exactly=True)}",
        "mine": f"?{query.address(only_my_words=True)}",
        "save": f"{reverse('search_saved')}?{query.address()}",
        "feed": f"{reverse('search_feed')}?{query.address()}",
        "here": f"{reverse('search')}?{query.address()}",
        "unfiltered": f"?{query.address(filters={}, part='')}",
    }


@csrf_exempt  # a browser's beacon carries no token; all that it can do is to be counted
@require_POST
def clicked(request: HttpRequest) -> HttpResponse:
    """Count which result of a query was opened. The link itself leads straight to the thing."""
    try:
        check_rate(request)
    except TooMany as error:
        return HttpResponse(status=429, headers={"Retry-After": str(error.seconds)})
    queries.note_click(request.POST.get("q", ""), place_number(request.POST.get("place", "")))
    return HttpResponse(status=204)


def place_number(value: str) -> int:
    """0, which is no place, for what is no number."""
    return whole_number(value, most=9_999) or 0


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """So that a browser can offer the hub among its search engines."""
    address = request.build_absolute_uri(reverse("search"))
    kind = "application/opensearchdescription+xml"
    return render(request, "search/opensearch.xml", {"address": address}, content_type=kind)
