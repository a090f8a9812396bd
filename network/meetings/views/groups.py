"""Groups, school holidays and the days the chair blocks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.access.roles import networks_where
from hub.inputs import whole_number
from hub.ui.form_fields import posted, posted_files
from network.councils.models import Council
from network.meetings.forms import BlockedDayForm, GroupForm, HolidayFileForm, SchoolHolidayForm
from network.meetings.forms.meeting import MemberForm
from network.meetings.models import (
    ChairBlockedDay,
    Group,
    GroupMember,
    Meeting,
    Part,
    SchoolHoliday,
    Status,
)
from network.meetings.models.meeting import groups_led_by
from network.meetings.permissions import can_chair, must
from network.meetings.school_holidays import import_holidays
from network.people.views.decorators import SignedInRequest


@login_required
def group(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Group.objects.visible_to(request.user).select_related("network", "reports_to"), pk=pk
    )
    seen = Meeting.objects.visible_to(request.user).filter(group=found)
    context = {
        "group": found,
        "members": found.members.current().select_related("person", "council"),
        "series": found.series.all(),
        "coming": seen.upcoming().exclude(status=Status.DRAFT)[:6],
        "below": Group.objects.visible_to(request.user).filter(reports_to=found),
        "chairs": can_chair(request.user, found),
    }
    return render(request, "meetings/group.html", context)


@login_required
def new(request: SignedInRequest) -> HttpResponse:
    network = chaired_network(request)
    groups = groups_led_by(request.user)
    form = GroupForm(posted(request), groups=groups)
    if request.method == "POST" and form.is_valid():
        made = form.save(commit=False)
        made.network = network
        made.save()
        GroupMember.objects.create(group=made, person=request.user, part=Part.CHAIR)
        messages.success(request, _("The group is there. Now plan its meetings."))
        return redirect(made)
    return render(request, "meetings/group_form.html", {"form": form})


@login_required
def members(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a person or a council, or let one go; what was stays in the record of dates."""
    found = get_object_or_404(
        Group.objects.visible_to(request.user).select_related("network"), pk=pk
    )
    must(can_chair(request.user, found))
    leaving = whole_number(request.POST.get("leaves"))
    if request.method == "POST" and leaving is not None:
        found.members.current().filter(pk=leaving).update(left=timezone.localdate())
        return redirect("meetings:members", pk)
    member = GroupMember(group=found)
    form = MemberForm(posted(request), instance=member, group=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("meetings:members", pk)
    rows = found.members.current().select_related("person", "council")
    return render(request, "meetings/members.html", {"group": found, "form": form, "rows": rows})


def chaired_network(request: SignedInRequest):
    """The network this person chairs; 403 for everyone else."""
    chaired = networks_where(request.user, "chair_the_network")
    part = next((one for one in request.user.parts() if one.network_id in chaired), None)
    if part is None:
        raise PermissionDenied(_("Only the network's chairs can do that."))
    return part.network


@login_required
def school_holidays(request: SignedInRequest) -> HttpResponse:
    """One table to see, change and remove them; a CSV brings many at once."""
    network = chaired_network(request)
    rows = SchoolHoliday.objects.filter(council__network=network).select_related("council")
    removed = whole_number(request.POST.get("remove"))
    if request.method == "POST" and removed is not None:
        rows.filter(pk=removed).delete()
        return redirect("meetings:school_holidays")
    of_file = "council" not in request.POST
    upload = HolidayFileForm(posted(request) if of_file else None, posted_files(request))
    wanted = whole_number(request.GET.get("change"))
    changed = rows.filter(pk=wanted).first() if wanted is not None else None
    councils = Council.objects.in_network(network)
    form = SchoolHolidayForm(
        None if of_file else posted(request), instance=changed, councils=councils
    )
    report = None
    if request.method == "POST" and of_file and upload.is_valid():
        report = import_holidays(upload.cleaned_data["file"].read(), network)
    elif request.method == "POST" and not of_file and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("meetings:school_holidays")
    context = {"form": form, "upload": upload, "report": report, "rows": rows, "changed": changed}
    return render(request, "meetings/school_holidays.html", context)


@login_required
def blocked_days(request: SignedInRequest) -> HttpResponse:
    network = chaired_network(request)
    form = BlockedDayForm(posted(request))
    removed = whole_number(request.POST.get("remove"))
    if request.method == "POST" and removed is not None:
        ChairBlockedDay.objects.filter(network=network, pk=removed).delete()
        return redirect("meetings:blocked_days")
    if request.method == "POST" and form.is_valid():
        day = form.save(commit=False)
        day.network = network
        day.save()
        return redirect("meetings:blocked_days")
    rows = ChairBlockedDay.objects.filter(network=network)
    return render(request, "meetings/blocked_days.html", {"form": form, "rows": rows})
