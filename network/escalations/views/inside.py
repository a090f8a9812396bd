"""What is inside a file that shows an issue, for the readers that the issue has or is to have."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub.inspection.boxes import FileBox, act, boxes_of
from network.escalations.models import Issue, Level
from network.escalations.permissions import Part, parts_in
from network.escalations.services.raising import readers_at
from network.escalations.views.doors import issue_or_404, members_only
from network.people.requests import MemberRequest


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
