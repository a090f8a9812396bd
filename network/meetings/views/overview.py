"""The meetings page and the chair's page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from network.meetings.chairing import this_week
from network.meetings.models import Group, Meeting, Series, Status
from network.meetings.models.meeting import groups_led_by
from network.meetings.permissions import chairs_a_network, must
from network.meetings.views.signed_in import Request


@login_required
def index(request: Request) -> HttpResponse:
    seen = Meeting.objects.visible_to(request.user).select_related("host", "group", "series")
    return render(
        request,
        "meetings/index.html",
        {
            "coming": seen.upcoming().exclude(status=Status.DRAFT)[:8],
            "past": seen.filter(starts__lt=timezone.now(), status=Status.HELD).order_by("-starts")[
                :6
            ],
            "series": Series.objects.visible_to(request.user).select_related("group"),
            "groups": Group.objects.visible_to(request.user),
            "chairs": groups_led_by(request.user).exists(),
            "council": request.user.council,
        },
    )


@login_required
def chair(request: Request) -> HttpResponse:
    led = groups_led_by(request.user)
    must(led.exists())
    mine = {"chairs_network": chairs_a_network(request.user)}
    context = this_week(led, timezone.now()) | mine
    return render(request, "meetings/chair.html", context)
