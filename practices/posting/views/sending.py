"""Reading a note through and sending it in; My notes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, Q, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import PageLogEntry

from hub.access.roles import may, may_anywhere
from hub.search_registry import similar_to
from hub.trust.personal_data import signs_of_personal_data
from network.people.views.decorators import SignedInRequest
from practices.models import PracticeNotePage
from practices.notes.lists import page_of
from practices.notes.page import sections_of, work_out
from practices.permissions import can_moderate, network_of
from practices.posting.diff import differences
from practices.posting.drafts import draft_of, version_of
from practices.posting.file_checks import boxes_of_draft
from practices.posting.forms import NoteForm, initial_of, words_of
from practices.posting.mails import editors_of
from practices.posting.permissions import councils_to_post_for, goes_live_at_once, may_open_draft
from practices.posting.services import NotNow, approve, ask_for_changes, send_in, take_back
from practices.posting.views.write import note_to_write
from practices.posting.workflow_status import standing_of, waiting_for


def is_complete(draft: PracticeNotePage) -> bool:
    """Whether the note says all that readers need."""
    held = {name: value for name, value in initial_of(draft).items() if not name.endswith("_date")}
    for name in ("date_of_practice", "review_by"):
        held.pop(name)
    return NoteForm(held, note=draft, strict=True).is_valid()


@login_required
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The note as readers will see it, what to look at again, and the button."""
    note = note_to_write(request, pk)
    draft = draft_of(note)
    if not is_complete(draft):
        messages.error(
            request, _("Something is still missing. Press “Check and send” to see what.")
        )
        return redirect("practices:edit", pk)
    context = preview_of(draft) | {
        "version": version_of(note.get_latest_revision()),
        "signs": signs_of_personal_data(words_of(draft)),
        "boxes": boxes_of_draft(request, draft),
        "at_once": goes_live_at_once(request.user, note, draft.audience),
        "editors": editors_of(note),
        "similar": similar_to(
            f"{draft.title} {draft.summary}", kind="note", reader=request.user,
            besides=draft.address,
        ),
    }  # fmt: skip
    return render(request, "practices/posting/check.html", context)


def preview_of(draft: PracticeNotePage) -> dict[str, Any]:
    """What the note page's own template needs to show a draft."""
    parts = work_out(draft)
    return {
        "note": draft,
        "council": draft.council,
        "parts": parts,
        "sections": sections_of(draft, parts.sections),
    }


@login_required
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    note = note_to_write(request, pk)
    reason = request.POST.get("reason", "").strip()[:500]
    if signs_of_personal_data(words_of(draft_of(note))) and not reason:
        messages.error(
            request, _("Take out the words below, or say why they are not about a resident.")
        )
        return redirect("practices:check", pk)
    try:
        published = send_in(note, request.user, request.POST.get("version", ""), reason)
    except NotNow as not_now:
        messages.error(request, str(not_now))
        return redirect("practices:check", pk)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect("practices:edit", pk)
    if published:
        messages.success(request, _("Published. Thank you for writing it down."))
        return redirect(PracticeNotePage.objects.get(pk=pk).address)
    messages.success(request, _("Sent to the editors. You hear from us when they have read it."))
    return redirect("practices:my_notes")


@login_required
def my_notes(request: SignedInRequest) -> HttpResponse:
    """This person's notes and her council's, each with where it stands and what to do next."""
    if not may_anywhere(request.user, "belong_to_a_network"):
        raise Http404
    mine = Q(owner=request.user)
    if request.user.council_id:
        mine |= Q(council=request.user.council_id)
    theirs = Case(When(owner=request.user, then=0), default=1)
    notes = (
        PracticeNotePage.objects.filter(mine)
        .select_related("council__network", "owner", "latest_revision", "live_revision")
        .order_by(theirs, "-latest_revision_created_at", "-pk")
    )
    page = page_of(request, notes)
    standings = standing_of([note for note in page if may_open_draft(request.user, note)])
    context = {
        "page": page,
        "mine": [row for row in standings if row.note.owner_id == request.user.pk],
        "ours": [row for row in standings if row.note.owner_id != request.user.pk],
        "may_post": councils_to_post_for(request.user).exists(),
    }
    return render(request, "practices/posting/my_notes.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back from the editors to write on."""
    note = get_object_or_404(PracticeNotePage, pk=pk)
    if not may_open_draft(request.user, note):
        raise Http404
    try:
        take_back(note, request.user)
        messages.success(request, _("The note is yours again. Send it in when it is ready."))
    except NotNow as not_now:
        messages.info(request, str(not_now))
    return redirect("practices:my_notes")


# The editors' list, and one note to decide.


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
