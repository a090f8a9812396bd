"""What is inside a file of a note, and the buttons that clean it, keep it or take it off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hub.inspection.boxes import act
from network.people.requests import SignedInRequest
from practices.posting.drafts import draft_of
from practices.posting.inside import boxes_of_draft, key_of, may_change_file, take_off
from practices.posting.views.write import note_to_write


@login_required
def inside(request: SignedInRequest, pk: int, document: int) -> HttpResponse:
    """For those who may write the note now; another note's file is not found here."""
    note = note_to_write(request, pk)
    draft = draft_of(note)
    box = next((one for one in boxes_of_draft(draft) if one.document.pk == document), None)
    if box is None:
        raise Http404
    if request.method != "POST":
        return render(request, "practices/posting/inside.html", {"note": draft, "box": box})
    if "remove" in request.POST:
        if take_off(note, box.document, request.user):
            messages.success(request, _("The file is taken off."))
        else:
            messages.error(
                request, _("The text leads to this file. Take the link out of the text.")
            )
    else:
        if "clean" in request.POST and not may_change_file(request.user, note, box.document):
            raise PermissionDenied(_("This file belongs to others. Take it off, or ask them."))
        act(request, box.document, key_of(draft))
    if note.workflow_in_progress:
        return redirect("practices:moderate", pk)
    return redirect(
        "practices:check" if draft.what_we_did and draft.summary else "practices:edit", pk
    )
