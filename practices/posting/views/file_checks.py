"""What is inside a file of a note, and the buttons that clean it, keep it or take it off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.inspection.boxes import act
from network.people.views.decorators import SignedInRequest
from practices.models import PracticeNotePage
from practices.posting.drafts import draft_of
from practices.posting.file_checks import (
    boxes_in_draft,
    documents_of,
    key_of,
    may_change_file,
    take_off,
)
from practices.posting.views.write import note_to_write


@login_required
def inside(request: SignedInRequest, pk: int, document: int) -> HttpResponse:
    """For those who may write the note now; another note's file is not found here."""
    note = note_to_write(request, pk)
    draft = draft_of(note)
    held = next((one for one in documents_of(draft) if one.pk == document), None)
    if held is None:
        raise Http404
    if request.method != "POST":
        [box] = boxes_in_draft(request, draft, [held])
        return render(request, "practices/posting/inside.html", {"note": draft, "box": box})
    leads_to = next_page(note, draft)
    if "remove" in request.POST:
        if take_off(note, held, request.user):
            messages.success(request, _("The file is taken off."))
        else:
            messages.error(
                request, _("The text leads to this file. Take the link out of the text.")
            )
    else:
        if "clean" in request.POST and not may_change_file(request.user, note, held):
            raise PermissionDenied(_("This file belongs to others. Take it off, or ask them."))
        leads_to = act(request, held, key_of(draft), leads_to)
    return redirect(leads_to)


def next_page(note: PracticeNotePage, draft: PracticeNotePage) -> str:
    """Where the note stands: before the editors, or before its writer."""
    if note.workflow_in_progress:
        return reverse("practices:moderate", args=[note.pk])
    ready = draft.what_we_did and draft.summary
    return reverse("practices:check" if ready else "practices:edit", args=[note.pk])
