"""Who looks after the hub itself: its mail, its jobs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

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
