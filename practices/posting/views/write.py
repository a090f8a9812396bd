"""Writing a note: start, from a file, save, autosave, attach."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hub.inputs import whole_number
from hub.inspection.looking import address_after_look
from hub.search_registry import similar_to
from practices.models import PracticeNotePage
from practices.posting import files
from practices.posting.conflict import clash
from practices.posting.drafts import (
    Stale,
    discard_draft,
    draft_of,
    save_draft,
    start_draft,
    version_of,
)
from practices.posting.file_checks import boxes_of_draft
from practices.posting.forms import NoteForm
from practices.posting.permissions import councils_to_post_for, may_open_draft, may_write
from practices.posting.views import from_file


def note_to_write(request: HttpRequest, pk: int) -> PracticeNotePage:
    """404 for those who may not open it, 403 with a sentence while only editors may change it."""
    note = get_object_or_404(PracticeNotePage.objects.select_related("council__network"), pk=pk)
    if not may_open_draft(request.user, note):
        raise Http404
    if not may_write(request.user, note):
        if note.workflow_in_progress:
            raise PermissionDenied(
                _("The editors are reading this note. Take it back first, in My notes.")
            )
        raise PermissionDenied(_("You can read this note, but not change it."))
    return note


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Choose how to begin: with an empty form, or from a file."""
    councils = councils_to_post_for(request.user)
    if not councils:
        raise PermissionDenied(
            _("A note speaks for a council, so it is posted by the council’s own people. "
              "Tell your council’s lead or the network’s chair what should be written down.")
        )  # fmt: skip
    if request.method == "POST":
        named = request.POST.get("council") or councils[0].pk
        council = get_object_or_404(councils, pk=whole_number(named))
        upload = request.FILES.get("file")
        if upload is None:
            return redirect("practices:edit", start_draft(council, request.user).pk)
        return from_file.start(request, council, upload)
    return render(request, "practices/posting/start.html", {"councils": councils})


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form. Saving keeps all that could be read, whatever else is wrong."""
    note = note_to_write(request, pk)
    draft = draft_of(note)
    if request.method != "POST":
        return show(request, draft, NoteForm(note=draft), version_of(note.get_latest_revision()))
    sending = "check" in request.POST
    form = NoteForm(request.POST, note=draft, by=request.user, strict=sending)
    form.is_valid()
    outcome = save_draft(
        note, chosen(request, form), request.user, based_on=request.POST.get("version", "")
    )
    if isinstance(outcome, Stale):
        return show_both(request, form, outcome)
    new, trouble = files.change(request, outcome.draft)
    if form.errors or trouble:
        messages.info(request, _("Saved, but for what is named below."))
        note = PracticeNotePage.objects.get(pk=pk)  # with the files that came
        return show(request, draft_of(note), form, version_of(note.get_latest_revision()), trouble)
    if not sending:
        messages.success(request, _("Saved. You can come back to it under My notes."))
    leads_to = reverse("practices:check" if sending else "practices:edit", args=[pk])
    return redirect(address_after_look(request, new, leads_to))


def chosen(request: HttpRequest, form: NoteForm) -> dict[str, Any]:
    """What to write; after a clash, the person may have said to keep what stands for some."""
    kept = {name.removeprefix("theirs-") for name in request.POST if name.startswith("theirs-")}
    return {name: value for name, value in form.changes().items() if name not in kept}


def show(
    request: HttpRequest,
    draft: PracticeNotePage,
    form: NoteForm,
    version: str,
    trouble: list[str] | None = None,
) -> HttpResponse:
    context = {
        "note": draft,
        "form": form,
        "version": version,
        "trouble": trouble or [],
        "boxes": boxes_of_draft(request, draft),
        "similar": similar_to(
            f"{draft.title} {draft.summary}", kind="note", reader=request.user,
            besides=draft.address,
        ) if draft.summary or draft.what_we_did else [],
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, "practices/posting/edit.html", context)


def show_both(request: HttpRequest, form: NoteForm, stale: Stale) -> HttpResponse:
    """Nothing was written: both texts, side by side, for this person to choose from."""
    context = clash(request, form, stale)
    return render(request, "practices/posting/stale.html", context, status=409)


@login_required
@require_POST
def autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep what is typed, quietly. Never writes over somebody else's words (409)."""
    note = note_to_write(request, pk)
    form = NoteForm(request.POST, note=draft_of(note), by=request.user)
    form.is_valid()
    outcome = save_draft(
        note, form.changes(), request.user,
        based_on=request.POST.get("version", ""), autosave=True,
    )  # fmt: skip
    if isinstance(outcome, Stale):
        said = _("Somebody else has saved this note. Press Save to see both texts.")
        return JsonResponse({"said": said}, status=409)
    likes = similar_to(
        f"{outcome.draft.title} {outcome.draft.summary}", kind="note", reader=request.user,
        besides=outcome.draft.address,
    )  # fmt: skip
    return JsonResponse(
        {
            "version": outcome.version,
            "said": saved_at(form),
            "similar": [vars(like) for like in likes],
        }
    )


def saved_at(form: NoteForm) -> str:
    """What the line under the form says; it names what was not kept."""
    said = _("Saved at %(time)s") % {"time": f"{timezone.localtime():%H:%M}"}
    wrong = [str(form.fields[name].label) for name in form.errors if name in form.fields]
    if not wrong:
        return said
    return (
        said + ". " + _("Not saved, press Save to see why: %(what)s") % {"what": ", ".join(wrong)}
    )


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a note that was never published; its owner or council does that."""
    note = note_to_write(request, pk)
    if not discard_draft(note):
        raise PermissionDenied(_("Only a note that was never published can be thrown away."))
    messages.success(request, _("The draft is gone."))
    return redirect(reverse("practices:my_notes"))
