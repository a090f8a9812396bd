"""The short way to a note's page."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.views import serve as serve_page

from practices.kept_notes import note_under, seal_at


def note(request: HttpRequest, council: str, slug: str) -> HttpResponse:
    """The note at /councils/<council>/<slug>/, found with one query.

    Walking Wagtail's tree from the site to the note takes six. Where this finds nothing, Wagtail
    answers: a page of another kind, a redirect, or 404.
    """
    seal = seal_at(council, slug)
    if seal is None:
        return serve_page(request, request.path)
    found = note_under(seal)
    if found is None:
        raise Http404
    return found.serve(request)
