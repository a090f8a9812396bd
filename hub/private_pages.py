"""What a signed-in person was shown stays with that person: no cache keeps it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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
