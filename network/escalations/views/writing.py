"""Writing an issue: draft, files, look it over, send."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hub.inputs import whole_number
from hub.inspection.looking import address_after_look
from hub.models import HubDocument
from network.escalations import evidence_display
from network.escalations.anonymise import Veil
from network.escalations.forms import IssueForm
from network.escalations.list_item import card
from network.escalations.models import Issue, Level
from network.escalations.permissions import Refused, may_raise
from network.escalations.services import raising
from network.escalations.similar import can_still_be_joined, similar_open
from network.escalations.states import State
from network.escalations.views.decorators import draft_or_404, members_only
from network.escalations.views.issue import boxes_of_draft
from network.people.views.decorators import MemberRequest

FROM = ("page", "meeting", "action", "minutes", "question")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def new(request: MemberRequest) -> HttpResponse:
    """A new issue: from a note (`?from_page=`), a meeting (`?from_meeting=`) or from scratch."""
    if not may_raise(request.user, request.network):
        raise PermissionDenied(_("Only leads, resident members and the chair can raise an issue."))
    start = _start(request)
    if request.method == "POST":
        return _save(request, None, start)
    title = _title_of(start) if start is not None else ""
    form = IssueForm(initial={"level": Level.NETWORK, "urgency": "normal"})
    return _page(request, form, None, start_title=title)


def _start(request: MemberRequest) -> Any:
    """The thing the issue starts from, if the address names one that this reader may see."""
    for kind in FROM:
        pk = request.GET.get(f"from_{kind}", "")
        if pk:
            return evidence_display.thing_from(kind, pk, request.user)
    return None


def _title_of(start: Any) -> str:
    finding = evidence_display.finding_of(start)
    assert finding is not None  # `_start` gives only what this reader may see
    return finding.title


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Go on with a draft."""
    draft = draft_or_404(request, pk)
    if request.method == "POST":
        return _save(request, draft, None)
    return _page(request, IssueForm(instance=draft), draft)


def _page(
    request: MemberRequest, form: IssueForm, draft: Issue | None, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "draft": draft,
        "evidence": evidence_display.evidence_for(draft, Veil(draft, request.user))
        if draft
        else (),
        "similar": _similar(request, form, draft),
        **more,
    }
    return render(request, "escalations/write.html", context)


def _save(request: MemberRequest, draft: Issue | None, start: Any) -> HttpResponse:
    form = IssueForm(request.POST, request.FILES)
    if not form.is_valid():
        more = {"start_title": _title_of(start)} if start is not None else {}
        return _page(request, form, draft, **more)
    with transaction.atomic():
        issue = raising.save_draft(request.user, request.network, form.words(), draft)
        document = _keep_evidence(request, form, issue, start)
    leads_to = reverse("escalations:ready", args=[issue.pk])
    if "later" in request.POST:
        messages.success(request, _("Your draft is kept. Only you can see it."))
        leads_to = reverse("escalations:edit", args=[issue.pk])
    return redirect(address_after_look(request, [document] if document else [], leads_to))


def _keep_evidence(
    request: MemberRequest, form: IssueForm, issue: Issue, start: Any
) -> HubDocument | None:
    """Returns the file, if one came."""
    if start is not None:
        raising.add_evidence(issue, request.user, thing=start)
    words = form.cleaned_data
    if words["link_url"]:
        raising.add_evidence(issue, request.user, url=words["link_url"], title=words["link_title"])
    if words["file"]:
        document = HubDocument(
            title=words["file"].name[:200], file=words["file"], uploaded_by_user=request.user
        )
        raising.add_evidence(issue, request.user, document=document)
        return document
    return None


def _similar(request: MemberRequest, form: IssueForm, draft: Issue | None) -> list[Any]:
    """Cards of issues that read alike, from what has been typed or kept so far."""
    value = form.data.get if form.is_bound else (lambda name: getattr(draft, name, ""))
    barrier = form.data.get("barrier") if form.is_bound else getattr(draft, "barrier_id", None)
    found = similar_open(
        request.user,
        request.network,
        value("title") or "",
        ask=value("what_we_ask") or "",
        topic=value("topic") or "",
        barrier=whole_number(barrier),
        not_this=draft.pk if draft else None,
    )
    return [(card(one, request.user), can_still_be_joined(one)) for one in found]


@require_POST
@members_only
def similar(request: MemberRequest) -> HttpResponse:
    """What is like the words typed so far: the part of the page that a script puts in place."""
    kept = whole_number(request.POST.get("draft"))
    mine = Issue.objects.filter(raised_by=request.user, state=State.DRAFT)
    draft = mine.filter(pk=kept).first() if kept is not None else None
    found = _similar(request, IssueForm(request.POST), draft)
    return render(request, "escalations/_similar.html", {"similar": found})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def ready(request: MemberRequest, pk: int) -> HttpResponse:
    """Look it over before it goes: what is still missing, what is like it, who will see it."""
    draft = draft_or_404(request, pk)
    problem = ""
    if request.method == "POST":
        try:
            raising.send(draft, request.user)
            messages.success(request, _("Your issue is sent."))
            return redirect(draft)
        except Refused as refused:
            problem = str(refused)
    context = {
        "draft": draft,
        "problem": problem,
        "boxes": boxes_of_draft(request, draft),
        "missing": raising.missing_words(draft),
        "evidence": evidence_display.evidence_for(draft, Veil(draft, request.user)),
        "similar": _similar(request, IssueForm(instance=draft), draft),
    }
    return render(request, "escalations/ready.html", context)


@require_POST
@members_only
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    raising.delete_draft(draft_or_404(request, pk), request.user)
    messages.success(request, _("The draft is deleted."))
    return redirect("escalations:index")


@require_POST
@members_only
def drop_evidence(request: MemberRequest, pk: int, evidence: int) -> HttpResponse:
    """Take a piece of evidence off a draft."""
    draft = draft_or_404(request, pk)
    piece = get_object_or_404(draft.evidence, pk=evidence)
    with transaction.atomic():
        if piece.document is not None:
            piece.document.delete()
        else:
            piece.delete()
    return redirect("escalations:edit", draft.pk)
