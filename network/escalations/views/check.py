"""“Did it work?” answered from a mail: a signed link, a page to confirm on, and no signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hub.posted import posted
from network.escalations.forms import CheckForm
from network.escalations.links import ForgedLink, OldLink, read_check
from network.escalations.models import FollowUp
from network.escalations.permissions import Refused
from network.escalations.services.checking import record_check
from network.escalations.veil import Veil


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing (mail scanners open links); only the button does."""
    try:
        follow_up = read_check(token)
    except OldLink:
        return render(request, "escalations/check_over.html", {"old": True}, status=410)
    except ForgedLink:
        return render(request, "escalations/check_over.html", status=404)
    form = CheckForm(posted(request), issue=follow_up.issue, user=follow_up.user)
    if request.method == "POST" and form.is_valid():
        return _record(request, follow_up, form)
    return _page(request, follow_up, form)


def _record(request: HttpRequest, follow_up: FollowUp, form: CheckForm) -> HttpResponse:
    try:
        record_check(follow_up, form.cleaned_data["answer"], form.cleaned_data["line"])
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, follow_up, form)
    return render(request, "escalations/check_done.html", {"title": _title(follow_up)})


def _page(request: HttpRequest, follow_up: FollowUp, form: CheckForm) -> HttpResponse:
    context = {"form": form, "title": _title(follow_up), "name": follow_up.user.get_short_name()}
    return render(request, "escalations/check.html", context)


def _title(follow_up: FollowUp) -> str:
    return Veil(follow_up.issue, follow_up.user).text(follow_up.issue.title)
