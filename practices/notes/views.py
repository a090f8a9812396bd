"""The short way to a note's page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Revision
from wagtail.views import serve as serve_page

from hub.cache import cached
from practices.models import PracticeNotePage
from practices.notes.lists import page_of
from practices.notes.page import SHOWN_ON_NOTES
from practices.notes.services import due_for, still_right
from practices.notes.versions import compare as compare_versions
from practices.notes.versions import listed, restore, versions_for
from practices.permissions import can_edit, can_see_history


def note(request: HttpRequest, council: str, slug: str) -> HttpResponse:
    """The note at /councils/<council>/<slug>/, read once until something about notes changes.

    Walking Wagtail's tree from the site to the note takes six queries. Where this finds nothing,
    Wagtail answers: a page of another kind, a redirect, or 404.
    """
    found = cached("note", (council, slug), SHOWN_ON_NOTES, lambda: note_at(council, slug))
    return found.serve(request) if found else serve_page(request, request.path)


def note_at(council: str, slug: str) -> PracticeNotePage | None:
    """The live note with its council, network and owner."""
    notes = PracticeNotePage.objects.live().select_related("council__network", "owner")
    end = f"/councils/{council}/{slug}/"
    found = next((one for one in notes.filter(slug=slug) if one.url_path.endswith(end)), None)
    if found is not None:
        found.is_as_published = True
    return found


# Earlier versions: the list, two side by side, putting one back.


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


# Notes that are due for review.


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
