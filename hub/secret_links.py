"""Pages that open by a secret in their address, not by signing in.

Such a link is passed on: a mail is forwarded, a calendar shared, a history read over a shoulder.
So its page prints nothing that the hub keeps of the person it was written for, unless that person
is signed in; and a link that has run out says so in a sentence, with a way on.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

View = Callable[..., HttpResponse]
GONE = 410


def secret_link(view: View) -> View:
    """For views behind such a link: no cache keeps the answer and no search engine lists it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response

    return guarded


def link_is_gone(
    request: HttpRequest, why: str, *, then: str = "", url: str = "", link: str = ""
) -> HttpResponse:
    """A page (410) for a link that was used, has run out, or was never ours.

    `why` and `then` are sentences; `url` with `link` as its words is the way on, beside signing in
    and the home page, which are always there.
    """
    context = {"why": why, "then": then, "url": url, "link": link}
    return render(request, "hub/link_gone.html", context, status=GONE)
