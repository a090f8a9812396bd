"""Notes that are due for review."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from practices.models import PracticeNotePage
from practices.permissions import can_edit
from practices.reviews import due_for, still_right
from practices.rows import page_of


@require_safe
@login_required
def due(request: HttpRequest) -> HttpResponse:
    """For an owner her own notes; for a chair those of the network."""
    page = page_of(request, due_for(request.user))
    rows = [(note, can_edit(request.user, note)) for note in page]
    return render(request, "practices/due.html", {"page": page, "rows": rows})


@require_POST
@login_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    note = get_object_or_404(PracticeNotePage.objects.visible_to(request.user), pk=pk)
    if not can_edit(request.user, note):
        raise PermissionDenied(_("Only the council's own people, and editors, can say that."))
    until = date_format(still_right(note, request.user), "j F Y")
    messages.success(
        request,
        _("Thank you. “%(title)s” is next reviewed by %(day)s.")
        % {"title": note.title, "day": until},
    )
    return redirect("practices:due")
