"""“Did it work?” answered from a mail: a signed link, a page to confirm on, and no signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub.posted import posted
from hub.secret_links import link_is_gone, secret_link
from network.escalations.forms import CheckForm
from network.escalations.links import BadLink, read_check
from network.escalations.models import FollowUp
from network.escalations.permissions import Refused
from network.escalations.services.checking import record_check
from network.escalations.veil import Veil


@secret_link
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing (mail scanners open links); only the button does."""
    try:
        follow_up = read_check(token)
    except BadLink as bad:
        then = _("You can also sign in and answer on the page of the issue.")
        way = {"url": reverse("escalations:index"), "link": _("Raised with ADASS")}
        return link_is_gone(request, str(bad), then=then, **way)
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
    return render(request, "escalations/check_done.html", _about(request, follow_up))


def _page(request: HttpRequest, follow_up: FollowUp, form: CheckForm) -> HttpResponse:
    return render(request, "escalations/check.html", {"form": form, **_about(request, follow_up)})


def _about(request: HttpRequest, follow_up: FollowUp) -> dict[str, str]:
    """The issue by its title for the person asked, signed in; a bare link tells number and day.

    An issue may be confidential, and a mail is passed on.
    """
    issue = follow_up.issue
    if follow_up.user_id == request.user.pk:
        title = Veil(issue, follow_up.user).text(issue.title)
        return {"title": title, "name": follow_up.user.get_short_name()}
    answered = issue.answered_at and date_format(timezone.localdate(issue.answered_at), "j F Y")
    words = {"pk": issue.pk, "day": answered}
    title = _("Issue %(pk)s, answered on %(day)s") if answered else _("Issue %(pk)s")
    return {"title": title % words, "name": ""}
