"""The search page."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hub.access.roles import may_anywhere
from search import page
from search.analytics import queries
from search.api.rate_limits import TooMany, check_rate
from search.engines import result_cache
from search.query.parsing import Query, from_address
from search.service import Results, search

GROUPED = 3  # results of a kind where results are grouped by kind


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Everything the reader may see that matches; the address holds the whole search."""
    query = from_address(request.GET, request.GET.lists())
    explain = request.GET.get("explain") == "1" and may_ask_why(request.user)
    results = search(query, request.user, explain=explain)
    queries.note(results)
    context = _context(request, results, explain)
    status = 503 if results.out_of_order else 200
    return render(request, "search/search.html", context, status=status)


def may_ask_why(user: Any) -> bool:
    """Editors, chairs and administrators may see why a result stands where it does."""
    return may_anywhere(user, "see_how_search_is_doing")


def _context(request: HttpRequest, results: Results, explain: bool) -> dict[str, Any]:
    query = results.query
    facets = _facets(request, results)
    grouped = request.GET.get("group") == "kind" and query.page == 1
    return {
        "own_search": True,
        "results": results,
        "query": query,
        "title": page.title(results),
        "headline": page.headline(results),
        "rows": []
        if grouped
        else page.rows(results.results, request.user, for_person=results.for_person),
        "groups": _by_kind(results, request.user) if grouped else [],
        "facets": facets,
        "has_facets": bool(facets.strip()),
        "chips": list(page.chips(query)),
        "filters_on": sum(map(len, query.filters.values())),
        "pages": page.page_links(results),
        "first": (query.page - 1) * query.page_size + 1,
        "explain": explain,
        "adopted": any(result.entry.extra.get("adopted") for result in results.results),
        "senses": page.senses(results),
        "meaning": page.meaning(results),
        "doubts": page.doubts(results),
        "nearby": page.instead(request.user) if not results.total else None,
        "addresses": _addresses(query),
    }


def _facets(request: HttpRequest, results: Results) -> str:
    """The facets as HTML. Dozens of check boxes cost more than a search: they are remembered."""
    opened, member = request.GET.get("all", "")[:20], request.user.is_authenticated

    def draw() -> str:
        groups = page.facet_groups(results, opened, member)
        on = sum(map(len, results.query.filters.values()))
        return render_to_string("search/facets.html", {"facets": groups, "filters_on": on})

    if results.key is None:
        return draw()
    return result_cache.answer((results.key, opened, member, get_language()), draw)


def _addresses(query: Query) -> dict[str, str]:
    """The same search with one thing changed."""
    return {
        "best": f"?{query.address(sort='best', page=1)}",
        "newest": f"?{query.address(sort='newest', page=1)}",
        "adopted": f"?{query.address(sort='adopted', page=1)}",
        "grouped": f"?{query.address(page=1)}&group=kind",
        "listed": f"?{query.address(page=1)}",
        "exactly": f"?{query.address(exactly=True, page=1)}",
        "mine": f"?{query.address(only_my_words=True, page=1)}",
        "save": f"{reverse('search_saved')}?{query.address(page=1)}",
        "feed": f"{reverse('search_feed')}?{query.address(page=1)}",
        "unfiltered": f"?{query.address(filters={}, page=1)}",
    }


def _by_kind(results: Results, reader: Any) -> list[dict[str, Any]]:
    """The best of each kind, with a link to all of that kind."""
    query = results.query
    groups = []
    for kind, count in results.facets.get("kind", ()):
        of_kind = replace(query.with_filter("kind", kind), page_size=GROUPED)
        best = search(of_kind, reader, facets=False)
        groups.append(
            {
                "label": page.labels.kind_label(kind, many=True),
                "count": count,
                "rows": page.rows(best.results, reader, for_person=results.for_person),
                "address": f"?{query.with_filter('kind', kind).address()}",
            }
        )
    return groups


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
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 0


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """So that a browser can offer the hub among its search engines."""
    address = request.build_absolute_uri(reverse("search"))
    kind = "application/opensearchdescription+xml"
    return render(request, "search/opensearch.xml", {"address": address}, content_type=kind)
