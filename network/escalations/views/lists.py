"""Lists: all issues, the chair's triage, the ADASS queue, people still to be told, the public page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub.inputs import whole_number
from network.escalations.anonymise import Veil
from network.escalations.list_item import by_clock, card
from network.escalations.models import Issue, NetworkEscalationSettings, TellBack
from network.escalations.permissions import can, is_chair, is_manager, may_raise
from network.escalations.services import telling
from network.escalations.services.answering import outcome_words
from network.escalations.services.reminding import waits_too_long
from network.escalations.states import AFTER_ANSWER, OPEN_STATES, State
from network.escalations.views.decorators import chairs_and_managers, members_only
from network.people.models import ContactWay
from network.people.views.decorators import MemberRequest

A_PAGE = 20
SHOWS = {
    "open": Q(state__in=OPEN_STATES),
    "answered": Q(state__in=AFTER_ANSWER, answered_at__isnull=False),
    "closed": Q(state=State.CLOSED),
}


@require_safe
@members_only
def index(request: MemberRequest) -> HttpResponse:
    """Every issue this reader may see: open, answered, closed, or her own."""
    show = request.GET.get("show", "open")
    show = show if show in (*SHOWS, "mine") else "open"
    mine = Q(raised_by=request.user)
    if request.user.council_id:
        mine |= Q(council=request.user.council_id) & ~Q(state=State.DRAFT)
        mine |= Q(
            signatures__council=request.user.council_id, signatures__withdrawn_at__isnull=True
        )
    issues = Issue.objects.visible_to(request.user).filter(network=request.network)
    issues = issues.filter(mine) if show == "mine" else issues.sent().filter(SHOWS[show])
    page = Paginator(issues.distinct().with_everything(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "show": show,
        "page": page,
        "cards": [card(issue, request.user) for issue in page],
        "shows": [
            ("open", _("Open")),
            ("answered", _("Answered")),
            ("closed", _("Closed")),
            ("mine", _("Ours")),
        ],
        "may_raise": may_raise(request.user, request.network),
        "is_chair": is_chair(request.user, request.network),
        "is_manager": is_manager(request.user, request.network),
    }
    return render(request, "escalations/index.html", context)


@require_safe
@chairs_and_managers
def triage(request: MemberRequest) -> HttpResponse:
    """What waits for the chair, longest first; what waits too long is marked for the deputy."""
    issues = Issue.objects.visible_to(request.user).filter(network=request.network)
    waiting = issues.filter(state=State.CHAIR).with_everything().order_by("with_chair_since")
    gathering = issues.filter(state=State.GATHERING).with_everything().order_by("sent_at")
    numbers = NetworkEscalationSettings.of(request.network)
    context = {
        "waiting": [(card(one, request.user), waits_too_long(one, numbers)) for one in waiting],
        "gathering": [card(one, request.user) for one in gathering],
        "threshold": numbers.threshold,
        "days": numbers.triage_days,
    }
    return render(request, "escalations/triage.html", context)


@require_safe
@chairs_and_managers
def queue(request: MemberRequest) -> HttpResponse:
    """What ADASS holds, sorted by clock: least days left first, paused ones last."""
    issues = Issue.objects.visible_to(request.user).filter(network=request.network)
    held = issues.filter(
        Q(state=State.ADASS) | Q(state=State.WAITING, asked_from=State.ADASS)
    ).with_everything()
    cards = sorted((card(one, request.user) for one in held), key=by_clock)
    return render(request, "escalations/queue.html", {"cards": cards})


@require_http_methods(["GET", "HEAD", "POST"])
@chairs_and_managers
def to_tell(request: MemberRequest) -> HttpResponse:
    """Who must still be told by phone, text or post, or whose letter came back."""
    waiting = TellBack.objects.filter(
        issue__in=Issue.objects.visible_to(request.user).filter(network=request.network),
        status__in=(TellBack.Status.WAITING, TellBack.Status.FAILED),
    )
    waiting = waiting.select_related("user", "council").prefetch_related(
        Prefetch("issue", queryset=Issue.objects.with_everything())
    )
    if request.method == "POST":
        told = get_object_or_404(waiting, pk=whole_number(request.POST.get("told")))
        note = request.POST.get("note", "").strip()[:200]
        if request.POST.get("do") == "tried":
            telling.note_try(told, request.user, note or _("Tried, not reached."))
        else:
            telling.tick_told(told, request.user, note)
        return redirect("escalations:to_tell")
    context = {"rows": [_row(told, request.user) for told in waiting.order_by("issue", "pk")]}
    return render(request, "escalations/to_tell.html", context)


def _row(told: TellBack, reader: Any) -> dict[str, Any]:
    veil = Veil(told.issue, reader)
    where: dict[str, str] = {
        ContactWay.PHONE: told.user.phone,
        ContactWay.TEXT: told.user.phone,
        ContactWay.POST: _("ask for the address: %s") % told.user.email,
    }
    return {
        "told": told,
        "issue": told.issue,
        "title": veil.text(told.issue.title),
        "council": veil.council(told.council),
        "where": where.get(told.way, "") or told.user.email,
        "note": told.user.contact_note,
        "failed": told.status == TellBack.Status.FAILED,
        "may_tick": can("tell", reader, told.issue),
    }


@require_safe
def heard(request: MemberRequest) -> HttpResponse:
    """“You asked, we heard”: public, without any council's or person's name."""
    issues = Issue.objects.for_the_public().with_everything().prefetch_related("answers")
    page = Paginator(issues, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "escalations/heard.html", {"page": page, "entries": [_entry(i) for i in page]}
    )


def _entry(issue: Issue) -> dict[str, Any]:
    veil = Veil(issue, None)
    answer = next((a for a in issue.answers.all() if a.run == issue.run and a.published_at), None)
    return {
        "title": veil.nameless(issue.title),
        "asked": veil.nameless(issue.what_we_ask),
        "sent_at": issue.sent_at,
        "outcome": outcome_words(answer.outcome) if answer else "",
        "answer": veil.nameless(answer.in_plain_words) if answer else "",
        "not_yet": veil.nameless(answer.not_yet_because) if answer else "",
        "answered_at": answer.published_at if answer else None,
    }
