"""Pages that belong to no room: my data, the choice of colours, files for robots."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub import demonstration
from hub.site.my_data import everything_about
from network.people.views.decorators import SignedInRequest

COLOURS = ("auto", "light", "dark")
COLOURS_COOKIE = "colours"


@login_required
def my_data(request: SignedInRequest) -> HttpResponse:
    """All that the hub holds about the reader, as one JSON file."""
    said = {"demonstration": demonstration.sentence()} if demonstration.is_on() else {}
    answer = JsonResponse(
        said | everything_about(request.user),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    name = demonstration.file_name("my-data.json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def colours(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the device says: kept in a plain cookie, for members and strangers."""
    back = safe_address(request, request.POST.get("next") or request.META.get("HTTP_REFERER", ""))
    choice = request.POST.get("colours", "")
    if request.method == "POST" and choice in COLOURS:
        response = HttpResponseRedirect(back)
        remember_colours(response, choice)
        messages.success(request, _("Your choice of colours is kept on this device."))
        return response
    chosen = request.COOKIES.get(COLOURS_COOKIE, "auto")
    return render(
        request,
        "hub/colours.html",
        {
            "chosen": chosen if chosen in COLOURS else "auto",
            "next": back,
            "nothing_chosen": request.method == "POST",
        },
    )


def remember_colours(response: HttpResponse, choice: str) -> None:
    """The choice "auto" needs no cookie at all."""
    if choice == "auto":
        response.delete_cookie(COLOURS_COOKIE)
        return
    response.set_cookie(
        COLOURS_COOKIE,
        choice,
        max_age=timedelta(days=365),
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )


def safe_address(request: HttpRequest, address: str) -> str:
    """The address when it is one of ours, else the home page: no open redirect."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours and reverse("colours") not in address else "/"


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to report a weakness. It expires in a year from the first of this month."""
    today = timezone.localdate()
    expires = datetime(today.year + 1, today.month, 1, tzinfo=timezone.get_default_timezone())
    lines = [
        f"Contact: {settings.HUB_SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: en",
        f"Canonical: {settings.HUB_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Public notes may be found by search engines; rooms that need a member are left alone.

    Nothing of a demonstration is to be found anywhere.
    """
    closed: tuple[str, ...] = ("/admin/", "/accounts/", "/people/", "/search/", "/api/", "/post/")
    if demonstration.is_on():
        closed = ("/",)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
