"""Private calendar addresses and the files behind them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.access.decorators import link_is_gone
from hub.inputs import whole_number
from network.meetings import calendar_files
from network.meetings.models import CalendarAddress, Group, Invitation, Meeting, Status
from network.meetings.models.meeting import groups_led_by
from network.meetings.permissions import must
from network.people.views.decorators import SignedInRequest


@login_required
def addresses(request: SignedInRequest) -> HttpResponse:
    must(request.user.is_member(), _("Calendar addresses are for members of a network."))
    own, _made = CalendarAddress.objects.get_or_create(person=request.user)
    if request.method == "POST":
        own.reset()
        messages.success(request, _("Your calendar addresses are new. The old ones are dead."))
        return redirect("meetings:calendar")
    named = [("all", _("All meetings I may see"))]
    if request.user.council:
        named.append(("council", _("Meetings that %s hosts") % request.user.council))
    named += [(f"group-{one.pk}", one.name) for one in Group.objects.visible_to(request.user)]
    feeds = [
        (label, settings.HUB_URL + reverse("meetings:feed", args=[own.secret, which]))
        for which, label in named
    ]
    return render(request, "meetings/calendar.html", {"feeds": feeds, "own": own})


def feed(request: SignedInRequest, secret: str, which: str) -> HttpResponse:
    """Whoever holds the address is taken for its owner, as calendars cannot sign in."""
    held = CalendarAddress.objects.select_related("person__council").filter(secret=secret)
    own = held.first()
    if own is None or not own.person.is_member():
        return link_is_gone(
            request, _("This calendar address is not in use any more."),
            then=_("Members find their addresses, and can make new ones, on the meetings pages."),
            url=reverse("meetings:calendar"), link=_("Your calendar addresses"),
        )  # fmt: skip
    user = own.person
    meetings = (
        Meeting.objects.visible_to(user)
        .exclude(status=Status.DRAFT)
        .select_related("host", "group")
        .prefetch_related("agenda")
    )
    name, meetings = _chosen(which, user, meetings)
    invited = Invitation.objects.standing().filter(person=user).values_list("meeting", flat=True)
    led = Meeting.objects.filter(group__in=groups_led_by(user)).values_list("pk", flat=True)
    body = calendar_files.feed(meetings, name, links_for={*invited, *led})
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"},
    )


def _chosen(which: str, user, meetings):
    if which == "all":
        return _("Meetings"), meetings
    if which == "council" and user.council:
        return _("Hosted by %s") % user.council, meetings.filter(host=user.council)
    kind, _dash, number = which.partition("-")
    if kind == "group":
        group = get_object_or_404(Group.objects.visible_to(user), pk=whole_number(number))
        return group.name, meetings.filter(group=group)
    raise Http404
