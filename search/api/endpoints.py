"""The search API. The same door and the same permissions as the page."""

from typing import Annotated, Any, Literal

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from ninja.openapi.docs import DocsBase
from ninja.responses import Status

from hub import demonstration
from network.people.models import User
from search import suggestions
from search.api import tokens
from search.api.rate_limits import TooMany, check_rate
from search.query.parsing import MOST_VALUES, from_address
from search.service import Results, search

MOST = 100
Part = Literal["network", "published"]


class PlainDocs(DocsBase):
    """The documentation page, drawn by the hub itself: no script of another server."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        from search.api.views import docs_page

        return docs_page(request, api)


api = NinjaAPI(
    title="Direct Payments Practice Hub",
    version="1.0.0",
    description="Find what councils wrote. Anonymous readers see public things; members send "
    "`Authorization: Bearer` with a personal token and see what they see on the site.",
    docs=PlainDocs(),
    auth=[tokens.reader_of_token, tokens.reader_of_session],
)


class ReaderRequest(HttpRequest):
    """`auth` is who asks, as the first of the API's doors that knew somebody says."""

    auth: User | AnonymousUser


class ResultOut(Schema):
    part: Part
    kind: str
    title: str
    url: str
    ref: str
    source_url: str
    council: str
    topics: list[str]
    tags: list[str]
    status: str
    date: str | None
    demonstration: bool
    snippet: str
    score: float


class ValueOut(Schema):
    value: str
    count: int


class UnderstoodOut(Schema):
    """What the query was read as."""

    text: str
    words: list[str]
    corrections: dict[str, str]
    doubts: dict[str, str]
    variants: list[str]
    unknown: list[str]
    dropped: list[str]
    senses: dict[str, str]
    filters: dict[str, list[str]]


class SearchOut(Schema):
    """`count` is of the part asked for, or of both; `totals` has both, whichever was asked for."""

    count: int
    totals: dict[Part, int]
    results: list[ResultOut]
    facets: dict[str, list[ValueOut]]
    did_you_mean: str
    understood: UnderstoodOut


class Problem(Schema):
    detail: str


class SearchIn(Schema):
    q: str = ""
    page: int = 1
    page_size: int = 10
    sort: str = "best"
    part: Literal["", "network", "published"] = ""
    kind: list[str] = []
    topic: list[str] = []
    council: list[str] = []
    tag: list[str] = []
    status: list[str] = []
    year: list[str] = []
    exactly: bool = False
    only_my_words: bool = False


PROBLEMS: dict[int, Any] = {401: Problem, 422: Problem, 429: Problem}


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A sentence that names what could not be read, in place of the library's list."""
    names = {str(one["loc"][-1]) for one in error.errors if one.get("loc")}
    detail = f"These could not be read: {', '.join(sorted(names))}."
    return api.create_response(request, {"detail": detail}, status=422)


@api.exception_handler(TooMany)
def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    answer = api.create_response(
        request, {"detail": "Too many requests. Please wait a little."}, status=429
    )
    answer["Retry-After"] = str(error.seconds)
    return answer


@api.get("/search", response={200: SearchOut, 503: Problem} | PROBLEMS, url_name="search")
def find(request: ReaderRequest, wanted: Annotated[SearchIn, Query()]) -> Any:
    """What the network does, says and knows, best first; then what others published, best first.

    Each result says which `part` it belongs to. Pages run through both; `part` asks for one of the
    two. `demonstration` is true of what is made up. `page_size` is at most 100; facets count both parts with all filters but their own.
    """
    check_rate(request)
    results = search(_query(wanted), request.auth)
    if results.out_of_order:
        return Status(503, {"detail": "Search cannot answer at the moment."})
    return as_json(results, request)


def _query(wanted: SearchIn):
    given = {name: list(getattr(wanted, name))[:MOST_VALUES] for name in LISTS}
    flags = {"exactly": "1" if wanted.exactly else "", "mine": "1" if wanted.only_my_words else ""}
    simple = {"q": wanted.q, "page": str(max(wanted.page, 1))} | flags
    simple |= {"sort": wanted.sort, "part": wanted.part}
    size = min(max(wanted.page_size, 1), MOST)
    return from_address(simple, given.items(), page_size=size)


LISTS = ("kind", "topic", "council", "tag", "status", "year")


def as_json(results: Results, request: HttpRequest) -> dict[str, Any]:
    """Results in the shape that the documentation promises."""
    return {
        "count": results.total,
        "totals": dict(results.totals),
        "results": [_result(result, request) for result in results.results],
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts]
            for name, counts in results.facets.items()
            if name in LISTS
        },
        "did_you_mean": results.did_you_mean,
        "understood": _understood(results),
    }


def _result(result: Any, request: HttpRequest) -> dict[str, Any]:
    entry = result.entry
    return {
        "part": result.part,
        "kind": entry.kind,
        "title": entry.title,
        "url": request.build_absolute_uri(entry.url),
        "ref": entry.ref,
        "source_url": entry.source_url,
        "council": entry.council,
        "topics": entry.topics,
        "tags": entry.tags,
        "status": entry.status,
        "date": entry.date_as_known,
        "demonstration": demonstration.is_made_up(entry.kind),
        "snippet": str(result.snippet),
        "score": round(result.score, 4),
    }


def _understood(results: Results) -> dict[str, Any]:
    understood = results.understood
    return {
        "text": understood.corrected_text,
        "words": list(understood.words),
        "corrections": dict(understood.corrections),
        "doubts": dict(understood.doubts),
        "variants": list(understood.variants),
        "unknown": list(understood.unknown),
        "dropped": list(results.query.dropped),
        "senses": {typed: term.name for typed, term, _ in understood.senses},
        "filters": {name: list(values) for name, values in results.query.filters.items()},
    }


class SuggestionOut(Schema):
    part: Part
    kind: str
    label: str
    title: str
    url: str
    council: str
    demonstration: bool


@api.get("/suggest", response={200: list[SuggestionOut]} | PROBLEMS, url_name="suggest")
def suggest(request: ReaderRequest, q: str = "") -> Any:
    """Up to five things whose title begins so: topics, councils, people, notes, sources last."""
    check_rate(request)
    return suggestions.for_text(q, request.auth)


class EntryOut(Schema):
    revision: int
    gone: bool
    thing: str
    kind: str
    title: str
    url: str
    ref: str
    source_url: str
    council: str
    topics: list[str]
    tags: list[str]
    status: str
    date: str | None
    demonstration: bool
    summary: str
    body: str


class EntriesOut(Schema):
    entries: list[EntryOut]
    next_revision: int
    more: bool


@api.get("/entries", response={200: EntriesOut} | PROBLEMS, url_name="entries")
def entries(request: ReaderRequest, after_revision: int = 0, page_size: int = 100) -> Any:
    """Everything you may see, in order of change. Ask again with `next_revision` for the rest.

    A thing that went, or that you may no longer see, comes with `gone` and nothing else.
    """
    check_rate(request)
    from search.api.change_feed import page_of_changes

    size = min(max(page_size, 1), MOST)
    return page_of_changes(request.auth, after_revision, size, request.build_absolute_uri)
