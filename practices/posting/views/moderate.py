"""The editors' list, and one note to decide."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from hub.access.roles import may, may_anywhere
from hub.personal_data import signs_of_personal_data
from network.people.requests import SignedInRequest
from practices.models import PracticeNotePage
from practices.permissions import can_moderate, network_of
from practices.posting.drafts import draft_of, version_of
from practices.posting.forms import words_of
from practices.posting.inside import boxes_of_draft
from practices.posting.sending import NotNow, approve, ask_for_changes
from practices.posting.told import differences
from practices.posting.views.send import preview_of
from practices.posting.waiting import waiting_for


@login_required
def moderation(request: SignedInRequest) -> HttpResponse:
    """Notes that wait for an editor of this person's networks, longest waiting first."""
    if not may_anywhere(request.user, "moderate_notes"):
        raise Http404
    return render(request, "practices/posting/moderation.html", {"rows": waiting_for(request.user)})


@login_required
def moderate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read one, see what changed, approve or ask for changes."""
    note = get_object_or_404(PracticeNotePage.objects.select_related("council__network"), pk=pk)
    if not can_moderate(request.user, note):
        raise Http404
    if not note.workflow_in_progress:
        messages.info(request, _("Somebody has decided this note already."))
        return redirect("practices:moderation")
    if request.method == "POST":
        return decide(request, note)
    return show(request, note)


def decide(request: SignedInRequest, note: PracticeNotePage) -> HttpResponse:
    comment = request.POST.get("comment", "").strip()[:4000]
    version = request.POST.get("version", "")
    own = note.owner_id == request.user.pk
    if own and not may(request.user, "moderate_own_notes", network_of(note)):
        raise PermissionDenied(_("Somebody else should read your own note."))
    try:
        if "approve" in request.POST:
            approve(note, request.user, version, comment)
            messages.success(request, _("Published. Its author has been told."))
        elif not comment:
            error = _("Say what should change, so that the author knows what to do.")
            return show(request, note, error=error, status=422)
        else:
            ask_for_changes(note, request.user, version, comment)
            messages.success(request, _("Given back. Its author has been told."))
    except NotNow as not_now:
        messages.error(request, str(not_now))
        return redirect("practices:moderate", note.pk)
    return redirect("practices:moderation")


def show(
    request: SignedInRequest, note: PracticeNotePage, *, error: str = "", status: int = 200
) -> HttpResponse:
    draft = draft_of(note)
    live = PracticeNotePage.objects.get(pk=note.pk) if note.live else None
    context: dict[str, Any] = preview_of(draft) | {
        "live": live,
        "rows": differences(live, draft) if live else [],
        "version": version_of(note.get_latest_revision()),
        "signs": signs_of_personal_data(words_of(draft)),
        "boxes": boxes_of_draft(request, draft),
        "reason": reason_given(note),
        "sent_by": note.current_workflow_state.requested_by,
        "error": error,
        "comment": request.POST.get("comment", ""),
    }
    return render(request, "practices/posting/moderate.html", context, status=status)


def reason_given(note: PracticeNotePage) -> str:
    """Why words that look like personal data stay, in the sender's words."""
    entry = (
        PageLogEntry.objects.filter(page=note.pk, action="practices.personal_data")
        .order_by("-timestamp")
        .first()
    )
    return entry.data.get("reason", "") if entry else ""
