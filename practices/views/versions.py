"""Earlier versions: the list, two side by side, putting one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Revision

from practices.models import PracticeNotePage
from practices.permissions import can_edit, can_see_history
from practices.versions import compare as compare_versions
from practices.versions import listed, restore, versions_for


def note_for_member(request: HttpRequest, council: str, slug: str) -> PracticeNotePage:
    """The note, for a member who may see it; 404 for everybody else."""
    notes = PracticeNotePage.objects.visible_to(request.user)
    note = get_object_or_404(
        notes.select_related("council__network", "owner"),
        slug=slug,
        url_path__endswith=f"/councils/{council}/{slug}/",
    )
    if not can_see_history(request.user, note):
        raise Http404
    return note


@require_safe
def history(request: HttpRequest, council: str, slug: str) -> HttpResponse:
    """Who published what when, newest first."""
    note = note_for_member(request, council, slug)
    versions = listed(note, versions_for(note, request.user))
    context = {"note": note, "versions": versions, "may_edit": can_edit(request.user, note)}
    return render(request, "practices/history.html", context)


@require_safe
def compare(request: HttpRequest, council: str, slug: str) -> HttpResponse:
    """`?old=` and `?new=` are numbers of versions; without them, the two newest."""
    note = note_for_member(request, council, slug)
    versions = versions_for(note, request.user)
    if not versions:
        raise Http404
    new = chosen(request.GET.get("new"), versions) or versions[0]
    after = versions[versions.index(new) + 1 :]
    old = chosen(request.GET.get("old"), versions) or (after or [new])[0]
    old, new = sorted((old, new), key=lambda version: (version.created_at, version.pk))
    return render(
        request,
        "practices/compare.html",
        {
            "note": note,
            "versions": versions,
            "old": old,
            "new": new,
            "changes": compare_versions(old, new),
        },
    )


def chosen(number: str | None, versions: list[Revision]) -> Revision | None:
    return next((version for version in versions if str(version.pk) == number), None)


@require_POST
def put_back(request: HttpRequest, council: str, slug: str, pk: int) -> HttpResponse:
    note = note_for_member(request, council, slug)
    version = chosen(str(pk), versions_for(note, request.user))
    if version is None:
        raise Http404
    if not can_edit(request.user, note):
        raise PermissionDenied(
            _("Only people of the council, and editors, can put a version back.")
        )
    if restore(note, version, request.user):
        messages.success(request, _("The earlier version is back, as a new version."))
    else:
        messages.info(
            request, _("The earlier version has gone to the editors. They will look at it.")
        )
    return redirect(note.address)
