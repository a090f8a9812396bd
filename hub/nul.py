"""No NUL character in what is asked or sent: PostgreSQL refuses one in any text."""

from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError

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
