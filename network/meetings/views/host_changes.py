"""A host cannot: three ways out, a swap by agreement, taking back, agreeing."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hub.inputs import whole_number
from hub.ui.form_fields import posted
from network.meetings import host_change_service
from network.meetings.forms import ReasonForm
from network.meetings.models import HostChange, Meeting, Series
from network.meetings.permissions import can_act_for, can_chair, must
from network.meetings.planning import NotPossible, Stale
from network.meetings.rota import distances
from network.meetings.views.planning import changed_meanwhile, led_series
from network.people.models import User
from network.people.views.decorators import SignedInRequest

NOT_YOURS = "Only the chair, or a lead of the council that hosts, can do that."


@login_required
def host(request: SignedInRequest, pk: int) -> HttpResponse:
    """The host says "we can't"; the chair may say it for any council."""
    meeting = _seen(request, pk)
    must(can_act_for(request.user, meeting.host, meeting.group), _(NOT_YOURS))
    series = host_change_service.series_of(meeting)
    chairs = can_chair(request.user, meeting.group)
    free = host_change_service.free_councils(meeting) if chairs and meeting.is_to_come else []
    form = ReasonForm(posted(request), initial={"version": series.version}, volunteers=free)
    if request.method == "POST" and form.is_valid():
        try:
            _carry_out(meeting, form.cleaned_data, by=request.user)
        except Stale as stale:
            return changed_meanwhile(request, series, stale)
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Done, and written down. The others are asked to agree."))
            return redirect("meetings:rota", meeting.series_id)
    context = {
        "meeting": meeting,
        "series": meeting.series,
        "form": form,
        "free": free,
        **_ways(meeting),
    }
    return render(request, "meetings/repair.html", context)


def _carry_out(meeting: Meeting, said: dict, *, by: User) -> None:
    words = {"by": by, "reason": said["reason"], "version": said["version"]}
    if said["kind"] == "volunteer":
        host_change_service.hand_to(meeting, said["volunteer"], **words)
    else:
        host_change_service.choose(meeting, said["kind"], **words)


def _seen(request: SignedInRequest, pk: int) -> Meeting:
    seen = Meeting.objects.visible_to(request.user).select_related("host", "series__group")
    return get_object_or_404(seen, pk=pk, series__isnull=False)


def _ways(meeting: Meeting) -> dict:
    """The options with names, dates and costs as the page shows them."""
    try:
        options = host_change_service.options_for(meeting)
        ledger, drafts = host_change_service.standing(host_change_service.series_of(meeting))
        before, _squares = distances(ledger, drafts)
    except NotPossible as error:
        return {"options": [], "why_none": str(error)}
    titles = {
        "cover": _("One other council takes the date"),
        "swap": _("Two councils change places"),
        "replan": _("Plan again what is not announced"),
    }
    names = {member.id: member.title for member in ledger.members}
    return {
        "options": [
            {
                "kind": option.kind,
                "title": titles[option.kind],
                "changes": [
                    {
                        "day": change.date,
                        "before": names.get(change.before or "", _("nobody")),
                        "after": names.get(change.after or "", _("nobody")),
                    }
                    for change in option.changes
                ],
                "asks": len(option.asks),
                "distance": f"{float(option.max_deviation):.2f}",
                "worse": option.max_deviation > before,
                "notice": min((change.date for change in option.changes), default=None),
            }
            for option in options
        ],
        "before": f"{float(before):.2f}",
    }


@login_required
def swap_dates(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two councils have agreed to change places: the chair writes it down."""
    series = led_series(request, pk)
    meetings = (
        Meeting.objects.filter(series=series, host__isnull=False).upcoming().select_related("host")
    )
    wrong, chosen, reason = "", [], ""
    if request.method == "POST":
        chosen = [one for one in meetings if str(one.pk) in request.POST.getlist("meeting")]
        reason = request.POST.get("reason", "").strip()
        version = request.POST.get("version", "")
        if len(chosen) != 2 or not reason:
            wrong = _("Choose two meetings and say why they change places.")
        else:
            try:
                host_change_service.exchange(
                    series, chosen[0].day, chosen[1].day, by=request.user, reason=reason,
                    version=whole_number(version) or 0,
                )  # fmt: skip
            except Stale as stale:
                return changed_meanwhile(request, series, stale)
            except NotPossible as error:
                wrong = str(error)
            else:
                messages.success(request, _("The two have changed places."))
                return redirect("meetings:rota", pk)
    context = {
        "series": series, "meetings": meetings, "wrong": wrong, "chosen": chosen, "reason": reason,
    }  # fmt: skip
    return render(request, "meetings/swap.html", context)


@require_POST
@login_required
def undo(request: SignedInRequest, pk: int, batch: UUID) -> HttpResponse:
    series = led_series(request, pk)
    version = request.POST.get("version", "")
    try:
        host_change_service.take_back(
            series, batch, by=request.user, version=whole_number(version) or 0
        )
    except Stale as stale:
        return changed_meanwhile(request, series, stale)
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back: the dates have their old hosts again."))
    return redirect("meetings:rota", pk)


@require_POST
@login_required
def agree(request: SignedInRequest, pk: int) -> HttpResponse:
    """The council that was given a date says yes or no."""
    series = Series.objects.visible_to(request.user)
    change = get_object_or_404(
        HostChange.objects.select_related("after", "meeting", "series__group"),
        pk=pk, series__in=series,
    )  # fmt: skip
    must(can_act_for(request.user, change.after, change.series.group), _(NOT_YOURS))
    said = request.POST.get("agreed")
    try:
        if said not in ("yes", "no"):
            raise NotPossible(_("Choose “We agree” or “We cannot”."))
        host_change_service.answer_for_council(change, said == "yes", by=request.user)
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Thank you. The chair sees your answer."))
    return redirect(change.meeting or change.series)
