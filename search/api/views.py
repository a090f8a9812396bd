"""The page where a member makes and ends tokens."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub.numbers import whole_number
from network.people.requests import SignedInRequest
from search.api.tokens import make_token
from search.models import ApiToken

MOST = 10


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_tokens(request: SignedInRequest) -> HttpResponse:
    """List, make and end one's own tokens. A new token is shown on this answer alone."""
    if not request.user.is_member():
        raise PermissionDenied(_("Keys for programs are for members of a network."))
    mine = ApiToken.objects.filter(user=request.user)
    token = ""
    if request.method == "POST":
        if "end" in request.POST:
            return _end(request)
        if mine.count() >= MOST:
            messages.error(request, _("You have ten tokens. End one before you make another."))
            return redirect("search_tokens")
        token = make_token(request.user, request.POST.get("name", "").strip()[:80] or _("Token"))
    return render(request, "search/tokens.html", {"tokens": mine, "token": token})


def _end(request: SignedInRequest) -> HttpResponse:
    number = whole_number(request.POST["end"])
    if number is not None:
        ApiToken.objects.filter(user=request.user, pk=number).delete()
        messages.success(request, _("The token no longer works."))
    return redirect("search_tokens")
