"""The content policy under /admin/: Wagtail's own pages carry inline scripts and styles."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError

from hub import demonstration

ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-ancestors 'self'; object-src 'none'; base-uri 'none'"
)


class AdminPolicyMiddleware:
    """Send the relaxed policy under /admin/ and nowhere else (django-csp does the site)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY)
        return response


class DemonstrationMiddleware:
    """No search engine keeps anything of a demonstration: pages, feeds, files and answers alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if demonstration.is_on():
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


# No NUL character in what is asked or sent: PostgreSQL refuses one in any text.

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class NoNulMiddleware:
    """Stands before whatever asks the database. The bytes of files are left as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # In a path it is replaced: no page has such an address, so the answer is "not found".
        request.path = request.path.replace("\0", REPLACEMENT)
        request.path_info = request.path_info.replace("\0", REPLACEMENT)
        for name, coded in (("QUERY_STRING", "%00"), ("HTTP_COOKIE", "\\000")):
            if coded in request.META.get(name, ""):
                request.META[name] = without(coded, request.META[name])
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        # A form that breaks off on its way is answered by the check for forgery.
        with suppress(UnreadablePostError):
            fields = list(request.POST.lists())
            if any("\0" in value for _name, values in fields for value in values):
                sent = request.POST.copy()
                for name, values in fields:
                    sent.setlist(name, [value.replace("\0", "") for value in values])
                request.POST = sent  # type: ignore[assignment]


def without(coded: str, text: str) -> str:
    """Again and again: what is left of `%%0000` would be a NUL once more."""
    while coded in text:
        text = text.replace(coded, "")
    return text


# What a signed-in person was shown stays with that person: no cache keeps it.

PRIVATE = "private, no-store"
SECRETS = {"token", "secret", "key"}  # names of the parts of an address that open it


class PrivatePagesMiddleware:
    """Sends `Cache-Control: private, no-store` with all that was answered to somebody signed in.

    It stands outside everything that may answer early or set a header of its own, so no view can
    forget or loosen it. The cookie alone is asked, not the session: nothing is read for it, and
    whoever has just signed out or in is covered. Strangers' pages, and static files, which are the
    same for everybody and are answered further out, may be kept.

    A secret in the address (a calendar, a feed, an invitation) or in the header opens a person's
    own things as well.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_somebodys(request, response):
            response.headers["Cache-Control"] = PRIVATE
        return response


def is_somebodys(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this was, or may have been, answered to one person alone."""
    session = settings.SESSION_COOKIE_NAME
    match = request.resolver_match
    parts = {*request.GET, *(match.kwargs if match else ())}
    return (
        bool(request.COOKIES.get(session))
        or session in response.cookies
        or "Authorization" in request.headers
        or not SECRETS.isdisjoint(parts)
    )
