"""The page of one issue, its files, and the buttons on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub.inspection.boxes import FileBox, act, boxes_of
from network.escalations.actions import DOINGS, Doing
from network.escalations.anonymise import Veil
from network.escalations.issue_page import page_of
from network.escalations.models import Issue, Level
from network.escalations.permissions import MovedOn, Part, Refused, parts_in
from network.escalations.services import managing
from network.escalations.services.raising import readers_at
from network.escalations.states import MOVES, State, why_not
from network.escalations.views.decorators import issue_or_404, members_only
from network.people.views.decorators import MemberRequest


@require_safe
@members_only
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """One issue. A draft opens its form; ADASS reading a confidential issue is written down."""
    issue = issue_or_404(request, pk)
    if issue.is_draft:
        return redirect("escalations:edit", issue.pk)
    managing.note_read(issue, request.user)
    title, body = page_of(issue, request.user)
    context = {"issue": issue, "title": title, "body": body}
    return render(request, "escalations/issue.html", context)


@require_safe
@members_only
def file(request: MemberRequest, pk: int, evidence: int) -> FileResponse:
    """A file of an issue, for those who may see the issue."""
    issue = issue_or_404(request, pk)
    piece = get_object_or_404(issue.evidence.exclude(document=None), pk=evidence)
    assert piece.document is not None
    managing.note_read(issue, request.user)
    name = Veil(issue, request.user).file_name(piece.document.filename, piece.pk)
    try:
        opened = piece.document.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(
        opened,
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
        headers={
            "Content-Security-Policy": "default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def do(request: MemberRequest, pk: int, verb: str) -> HttpResponse:
    """One thing done to one issue: a small form, then back to the issue."""
    doing = DOINGS.get(verb)
    if doing is None:
        raise Http404
    issue = issue_or_404(request, pk)
    _check(request, issue, verb)
    if request.method != "POST":
        return _form_page(request, issue, verb, doing, doing.form(issue=issue, user=request.user))
    form = doing.form(request.POST, issue=issue, user=request.user)
    if form.is_valid() and _done(request, issue, doing, form):
        return redirect(issue)
    return _form_page(request, issue, verb, doing, form)


def _check(request: MemberRequest, issue: Issue, verb: str) -> None:
    """403 for the wrong person; a wrong moment is told on the form, where nothing typed is lost."""
    parts = parts_in(request.user, issue)
    if MOVES[verb].by.isdisjoint(parts):
        raise PermissionDenied(_(why_not(verb, min(MOVES[verb].states), parts)))


def _done(request: MemberRequest, issue: Issue, doing: Doing, form: Any) -> bool:
    try:
        doing.run(issue, request.user, form.cleaned_data)
    except (MovedOn, Refused) as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, doing.done)
    return True


def _form_page(
    request: MemberRequest, issue: Issue, verb: str, doing: Doing, form: Any
) -> HttpResponse:
    move = MOVES[verb]
    context = {
        "issue": issue,
        "title": Veil(issue, request.user).text(issue.title),
        "label": _(move.label),
        "hint": doing.hint,
        "form": form,
        "too_late": State(issue.state) not in move.states,
    }
    return render(request, "escalations/do.html", context)


# What is inside a file that shows an issue, for the readers that the issue has or is to have.


def address_of(issue: Issue, evidence: int, level: str) -> str:
    return f"{reverse('escalations:inside', args=[issue.pk, evidence])}?level={level}"


def boxes_of_draft(request: HttpRequest, draft: Issue) -> list[FileBox]:
    """All its files, as its readers would have them."""
    pieces = draft.evidence.exclude(document=None).select_related("document")
    files = [
        (one.document, address_of(draft, one.pk, draft.level)) for one in pieces if one.document
    ]
    return boxes_of(request, files, readers_at(draft, draft.level))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def inside(request: MemberRequest, pk: int, evidence: int) -> HttpResponse:
    """For those who raised it. `?level=` says for whom, before an issue is shown to more people."""
    issue = issue_or_404(request, pk)
    if Part.RAISER not in parts_in(request.user, issue):
        raise PermissionDenied(_("Only the council that raised the issue can do that."))
    piece = get_object_or_404(issue.evidence.exclude(document=None), pk=evidence)
    assert piece.document is not None
    level = request.GET.get("level", "")
    level = level if level in Level.values else issue.level
    here, key = address_of(issue, piece.pk, level), readers_at(issue, level)
    if request.method == "POST" and "remove" in request.POST:
        if not issue.is_draft:
            raise PermissionDenied(_("Nothing that was sent is taken off."))
        with transaction.atomic():
            piece.document.delete()
        messages.success(request, _("The file is taken off."))
        return redirect("escalations:ready", issue.pk)
    if request.method == "POST":
        after = reverse("escalations:ready", args=[issue.pk]) if issue.is_draft else here
        return redirect(act(request, piece.document, key, after))
    files, removable = [(piece.document, here)], issue.is_draft
    [box] = boxes_of(request, files, key, leads_to=here, may_be_removed=removable)
    context = {
        "issue": issue,
        "box": box,
        "levels": [(address_of(issue, piece.pk, value), name) for value, name in Level.choices],
        "level": Level(level).label,
    }
    return render(request, "escalations/inside.html", context)
