"""The rota: the table, the picture, each council's turn, the certificate and the files."""

import csv
import json
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hub import demonstration
from hub.ui.form_fields import posted
from network.councils.models import Council
from network.meetings.forms import AwayForm
from network.meetings.free_days import councils_of
from network.meetings.host_change_service import REPAIRS, standing, still_stands
from network.meetings.ledger_builder import book_of, meetings_that_count
from network.meetings.models import HostChange, HostPause, Meeting, Series, Status
from network.meetings.permissions import can_act_for, can_chair, must
from network.meetings.rota import LedgerError
from network.meetings.rota_picture import draw, in_turns
from network.meetings.turns import round_of
from network.people.views.decorators import SignedInRequest

MOVED = (HostChange.Did.COVER, HostChange.Did.SWAP)


def seen_series(request: SignedInRequest, pk: int) -> Series:
    seen = Series.objects.visible_to(request.user).select_related("group__network")
    return get_object_or_404(seen, pk=pk)


def picture_of(series: Series, today: date):
    """The picture and, where the series contradicts itself, what is wrong instead."""
    if not series.hosted_in_turn:
        return None, ""
    try:
        ledger, drafts = standing(series)
    except LedgerError as error:
        return None, str(error)
    moved = series.host_changes.filter(did__in=MOVED).select_related("meeting")
    swapped = frozenset(
        change.meeting.day
        for change in moved
        if change.meeting and change.meeting.host_id == change.after_id
    )
    return draw(ledger, drafts, swapped, today), ""


@login_required
def rota(request: SignedInRequest, pk: int) -> HttpResponse:
    series = seen_series(request, pk)
    today = timezone.localdate()
    picture, wrong = picture_of(series, today)
    chairs = can_chair(request.user, series.group)
    meetings = (
        Meeting.objects.visible_to(request.user)
        .filter(series=series)
        .select_related("host")
        .prefetch_related("host_changes")
    )
    changes = series.host_changes.exclude(did=HostChange.Did.PLANNED)
    context = {
        "series": series,
        "picture": picture,
        "wrong": wrong,
        "remarks": book_of(series).remarks if chairs and series.hosted_in_turn else (),
        "shares_with": series.sharing().exclude(pk=series.pk).filter(hosted_in_turn=True),
        "chairs": chairs,
        "round": round_of(series, request.user, today),
        "coming": meetings.filter(starts__gte=timezone.now()),
        "past": meetings.filter(status=Status.HELD).order_by("-starts")[:6],
        "changes": changes.select_related("meeting", "before", "after", "by", "acting_for")[:20],
        "undoable": _undoable(series) if chairs else set(),
        "council": request.user.council,
        "may_say_away": can_act_for(request.user, request.user.council, series.group),
    }
    return render(request, "meetings/rota.html", context)


def _undoable(series: Series) -> set[int]:
    """The newest change of each repair that can be taken back: there the record has its button."""
    repairs: dict[UUID, list[HostChange]] = {}
    for change in series.host_changes.filter(did__in=REPAIRS).select_related("meeting"):
        repairs.setdefault(change.batch, []).append(change)
    return {changes[0].pk for changes in repairs.values() if all(map(still_stands, changes))}


@login_required
def turn(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """When is it our turn, and why."""
    series = seen_series(request, pk)
    picture, wrong = picture_of(series, timezone.localdate())
    row = next((one for one in picture.rows if one.id == slug), None) if picture else None
    if row is None and not wrong:
        raise Http404
    seen = Meeting.objects.visible_to(request.user).filter(pk__in=meetings_that_count(series))
    hosted = seen.filter(host__slug=slug).select_related("host")
    context = {
        "series": series,
        "row": row,
        "wrong": wrong,
        "owed": in_turns(-row.balance) if row else "",
        "to_come": hosted.filter(starts__gte=timezone.now()),
        "past": hosted.filter(starts__lt=timezone.now()).order_by("-starts"),
        "away": series.hostaways.filter(council__slug=slug, last__gte=timezone.localdate()),
        "pauses": series.hostpauses.filter(council__slug=slug, last__gte=timezone.localdate()),
    }
    return render(request, "meetings/turn.html", context)


@login_required
def certificate(request: SignedInRequest, pk: int) -> HttpResponse:
    series = seen_series(request, pk)
    plan = series.certificate
    later = series.host_changes.filter(at__gt=series.planned_at) if series.planned_at else ()
    context = {"series": series, "plan": plan}
    if plan and series.planned_ledger:
        names = {member["id"]: member["name"] for member in series.planned_ledger["members"]}
        context |= {
            "distance": in_words(plan["max_deviation"]),
            "smaller": _witness(plan["certificate"]["smaller"], names),
            "later": [one for one in later if one.did in (*MOVED, HostChange.Did.UNTAKEN)],
            "people": len(names),
            "dates": len(plan["assignments"]),
        }
    return render(request, "meetings/certificate.html", context)


def in_words(fraction: str) -> str:
    value = Fraction(fraction)
    return f"{fraction} ({float(value):.2f})" if value.denominator > 1 else fraction


def _witness(smaller: dict | None, names: dict) -> str:
    """The reason no smaller distance is possible, in a sentence."""
    if smaller is None:
        return _("Nothing is smaller than nothing: everyone is exactly at the fair share.")
    if smaller["kind"] == "ahead":
        day = date.fromisoformat(smaller["date"])
        return _(
            "%(council)s is that far ahead on %(day)s through meetings that are held or announced, "
            "whatever is planned."
        ) % {"council": names[smaller["member"]], "day": f"{day.day} {day:%B %Y}"}
    if smaller["kind"] == "meetings":
        return _(
            "To keep everyone closer, the %(count)d meetings named in the file would have to share "
            "fewer than %(count)d possible turns."
        ) % {"count": len(smaller["dates"])}
    return _(
        "To keep everyone closer, the %(count)d turns named in the file would all be due, with "
        "fewer than %(count)d dates to take them."
    ) % {"count": len(smaller["turns"])}


@login_required
def ledger_file(request: SignedInRequest, pk: int) -> HttpResponse:
    return _file(seen_series(request, pk).planned_ledger, "ledger.json")


@login_required
def plan_file(request: SignedInRequest, pk: int) -> HttpResponse:
    return _file(seen_series(request, pk).certificate, "plan.json")


def _file(content: dict | None, name: str) -> HttpResponse:
    if content is None:
        raise Http404
    said = {"demonstration": demonstration.sentence()} if demonstration.is_on() else {}
    text = json.dumps(said | content, indent=2, ensure_ascii=False)
    return HttpResponse(
        text,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": attachment(name)},
    )


def attachment(name: str) -> str:
    return f'attachment; filename="{demonstration.file_name(name)}"'


@login_required
def turns_csv(request: SignedInRequest, pk: int) -> HttpResponse:
    series = seen_series(request, pk)
    response = HttpResponse(
        "\ufeff",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": attachment("turns.csv")},
    )
    writer = csv.writer(response)
    mark = [demonstration.mark()] if demonstration.is_on() else []
    heads = [_("Date"), _("Meeting"), _("Host"), _("State"), _("Why this council")]
    writer.writerow(heads + mark)
    for one in (
        Meeting.objects.visible_to(request.user).filter(series=series).select_related("host")
    ):
        cells = [one.title, one.host or one.outside_host, one.get_status_display(), one.host_reason]
        writer.writerow([one.day.isoformat(), *(_harmless(str(cell)) for cell in cells), *mark])
    return response


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is marked as text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


@login_required
def away(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note when a council cannot host, or (for the chair) is on leave of duty."""
    series = seen_series(request, pk)
    chairs = can_chair(request.user, series.group)
    own = request.user.council
    must(chairs or can_act_for(request.user, own, series.group))
    councils = councils_of(series)
    allowed = [one.pk for one in councils if chairs or one == own]
    form = AwayForm(
        posted(request),
        councils=Council.objects.filter(pk__in=allowed),
        may_leave=chairs,
        initial={"council": own},
    )
    if request.method == "POST" and form.is_valid():
        span = form.save(commit=False)
        if form.cleaned_data.get("leave"):
            span = HostPause(
                council=span.council, first=span.first, last=span.last, reason=span.reason
            )
        span.series = series
        span.save()
        messages.success(request, _("Noted. It counts when hosts are planned the next time."))
        return redirect("meetings:rota", pk)
    context = {"series": series, "form": form, "spans": _spans(series)}
    return render(request, "meetings/away.html", context)


def _spans(series: Series) -> list:
    today = timezone.localdate()
    found = [*series.hostaways.filter(last__gte=today), *series.hostpauses.filter(last__gte=today)]
    return sorted(found, key=lambda span: span.first)
