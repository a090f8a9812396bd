"""The short way to a note's page."""

from django.http import HttpRequest, HttpResponse
from wagtail.views import serve as serve_page

from practices.models import PracticeNotePage


def note(request: HttpRequest, council: str, slug: str) -> HttpResponse:
    """The note at /councils/<council>/<slug>/, found with one query.

    Walking Wagtail's tree from the site to the note takes six. Where this finds nothing, Wagtail
    answers: a page whose council was given another address, a redirect, or 404.
    """
    found = (
        PracticeNotePage.objects.live()
        .filter(slug=slug, url_path__endswith=f"/councils/{council}/{slug}/")
        .select_related("council", "council__network", "owner")
        .first()
    )
    if found is None:
        return serve_page(request, request.path)
    return found.serve(request)
