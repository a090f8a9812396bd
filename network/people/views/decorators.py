"""What views of signed-in people share: the request, the network they work in, limits on how often."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from network.councils.models import Network
from network.people.models import User


class SignedInRequest(HttpRequest):
    """Somebody has signed in."""

    user: User


class MemberRequest(SignedInRequest):
    """Somebody has signed in, and `network` is the one she works with here."""

    network: Network


View = Callable[..., HttpResponse]


def members_only(view: View) -> View:
    """Sign in first. `request.network` is the reader's network; who has none finds nothing."""

    @login_required
    @wraps(view)
    def guarded(request: MemberRequest, *args: object, **kwargs: object) -> HttpResponse:
        network = request.user.network
        if network is None:
            raise Http404
        request.network = network
        return view(request, *args, **kwargs)

    return guarded


def limited(action: str) -> Callable[[View], View]:
    """Refuse what comes too often; ACCOUNT_RATE_LIMITS says how often that is."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            too_often = ratelimit.consume_or_429(request, action=action)
            return too_often or view(request, *args, **kwargs)

        return guarded

    return decorate
