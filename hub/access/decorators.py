"""Who looks after the hub itself: its mail, its jobs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from hub.access.roles import may_anywhere

View = Callable[..., HttpResponse]


def runs_the_hub(user: Any) -> bool:
    """An administrator of any network, for as long as that membership lasts."""
    return may_anywhere(user, "run_the_hub")


def for_administrators(view: View) -> View:
    """Strangers are asked to sign in; members who are no administrators see 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not runs_the_hub(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


# Pages that open by a secret in their address, not by signing in.
#
# Such a link is passed on: a mail is forwarded, a calendar shared, a history read over a shoulder.
# So its page prints nothing that the hub keeps of the person it was written for, unless that person
# is signed in; and a link that has run out says so in a sentence, with a way on.

LinkView = Callable[..., HttpResponse]
GONE = 410


def secret_link(view: LinkView) -> LinkView:
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
