"""A year in one sitting: the series, its dates, its hosts, and off it goes."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.inputs import whole_number, whole_numbers
from hub.ui.form_fields import posted
from network.meetings import inviting, planning
from network.meetings.chairing import this_week
from network.meetings.dates import Proposed, in_words
from network.meetings.forms import DatesForm, SeriesForm, SpanForm
from network.meetings.free_days import holidays_known, remarks_on
from network.meetings.invitees import members_of
from network.meetings.models import Group, Meeting, Series, Status
from network.meetings.models.meeting import groups_led_by
from network.meetings.permissions import can_chair, chairs_a_network, must
from network.meetings.rota import LedgerError
from network.people.views.decorators import SignedInRequest


def led_series(request: SignedInRequest, pk: int) -> Series:
    """The series for somebody who may run it: 404 unseen, 403 seen but not led."""
    series = get_object_or_404(
        Series.objects.visible_to(request.user).select_related("group__network"), pk=pk
    )
    must(can_chair(request.user, series.group))
    return series


@login_required
def new_series(request: SignedInRequest) -> HttpResponse:
    """Next year goes on with the series there is; a new one is asked for on purpose."""
    led = groups_led_by(request.user)
    must(led.exists())
    known = Series.objects.filter(group__in=led).select_related("group").order_by("group__name")
    if request.method == "GET" and "another" not in request.GET and known:
        return render(request, "meetings/plan_which.html", {"series": known})
    return _series_form(request, Series())


@login_required
def edit_series(request: SignedInRequest, pk: int) -> HttpResponse:
    return _series_form(request, led_series(request, pk))


def _series_form(request: SignedInRequest, series: Series) -> HttpResponse:
    form = SeriesForm(posted(request), instance=series, groups=groups_led_by(request.user))
    if request.method == "POST" and form.is_valid():
        return redirect("meetings:dates", form.save().pk)
    return render(request, "meetings/series_form.html", {"form": form, "steps": steps(0)})


@login_required
def dates(request: SignedInRequest, pk: int) -> HttpResponse:
    series = led_series(request, pk)
    span = SpanForm(request.GET if "first" in request.GET else None)
    first, until = span.span()
    if request.method == "POST":
        form = DatesForm(request.POST)
        if form.is_valid():
            try:
                planning.take_dates(series, form.wanted(), version=form.cleaned_data["version"])
            except planning.NotPossible as error:
                form.add_error(None, str(error))
            except planning.Stale as stale:
                return changed_meanwhile(request, series, stale)
            else:
                return redirect("meetings:hosts" if series.hosted_in_turn else "meetings:send", pk)
        rows = form.rows()
        for day, why in remarks_on(series.group, series, form.days(), request.user).items():
            messages.warning(request, f"{in_words(day)}: {'; '.join(why)}.")
    else:
        form = DatesForm(initial={"version": series.version})
        rows = _proposed(series, first, until)
    remarks = remarks_on(series.group, series, [one.date for one in rows], request.user)
    taken = Meeting.objects.filter(series=series).upcoming()
    context = {
        "series": series, "form": form, "span": span, "steps": steps(1),
        "rows": [(one, remarks.get(one.date, [])) for one in rows],
        "known": holidays_known(series, first, until),
        "taken": taken, "spare": range(3), "chairs_network": chairs_a_network(request.user),
    }  # fmt: skip
    return render(request, "meetings/dates.html", context)


def _proposed(series: Series, first: date, until: date) -> list[Proposed]:
    """What the rhythm gives and the series has not got, moved or not."""
    there = Meeting.objects.filter(series__in=series.sharing()).standing()
    known = {one.day for one in there} | {one.wished for one in there if one.wished}
    proposed = planning.propose_dates(series, first, until)
    return [one for one in proposed if one.date not in known and one.wished not in known]


@login_required
def hosts(request: SignedInRequest, pk: int) -> HttpResponse:
    series = led_series(request, pk)
    if request.method == "POST":
        try:
            version = whole_number(request.POST.get("version")) or 0
            plan = planning.plan_series(series, by=request.user, version=version)
        except planning.Stale as stale:
            return changed_meanwhile(request, series, stale)
        except (LedgerError, planning.NotPossible, ValueError) as error:
            messages.error(request, str(error))
        else:
            still_open = sum(one.host is None for one in plan.assignments)
            if still_open:
                messages.warning(request, _("%d dates have nobody who can host.") % still_open)
            if still_open < len(plan.assignments):
                messages.success(request, _("The rota has planned the hosts. Look, then send."))
            elif still_open:
                messages.info(request, _("Add councils to the group first, then plan again."))
        return redirect("meetings:hosts", pk)
    drafts = _drafts(series.sharing()).select_related("host")
    context = {"series": series, "drafts": drafts, "steps": steps(2)}
    return render(request, "meetings/hosts.html", context)


def _drafts(series: Iterable[Series]) -> QuerySet[Meeting]:
    """A draft whose day has gone by is nothing to plan or send; the rota page names it."""
    return Meeting.objects.filter(series__in=series, status=Status.DRAFT, starts__gt=timezone.now())


@login_required
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    series = led_series(request, pk)
    drafts = _drafts([series]).select_related("group", "host", "series")
    if request.method == "POST":
        chosen = drafts.filter(pk__in=whole_numbers(request.POST.getlist("meeting")))
        try:
            count = inviting.announce(chosen, by=request.user)
        except planning.NotPossible as error:
            messages.error(request, str(error))
            return redirect("meetings:send", pk)
        messages.success(
            request, _("%d meetings announced. The invitations are on their way.") % count
        )
        return redirect("meetings:rota", pk)
    context = {
        "series": series, "drafts": drafts, "people": members_of(series.group), "steps": steps(3),
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, "meetings/send.html", context)


def changed_meanwhile(
    request: SignedInRequest, series: Series, stale: planning.Stale
) -> HttpResponse:
    """The second of two chairs sees what the first one did."""
    series.refresh_from_db()
    context = {"series": series, "changes": stale.changes}
    return render(request, "meetings/changed_meanwhile.html", context, status=409)


def steps(now: int) -> list[dict]:
    names = [_("The series"), _("Dates"), _("Hosts"), _("Send")]
    states = ["done"] * now + ["now"] + ["todo"] * (len(names) - now - 1)
    return [{"name": name, "state": state} for name, state in zip(names, states, strict=True)]


# The meetings page and the chair's page.


@login_required
def index(request: SignedInRequest) -> HttpResponse:
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
def chair(request: SignedInRequest) -> HttpResponse:
    led = groups_led_by(request.user)
    must(led.exists())
    mine = {"chairs_network": chairs_a_network(request.user)}
    context = this_week(led, timezone.now()) | mine
    return render(request, "meetings/chair.html", context)
