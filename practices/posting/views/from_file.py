"""A form filled in from a Word or PDF file."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub.access.audience import Level
from hub.jobs import file_tasks
from network.councils.models import Council
from practices.importing import reading
from practices.importing.draft import Draft, Refused
from practices.importing.incoming import bare_name, only_draft, refuse_lists
from practices.importing.note_values import PictureShelf, note_values
from practices.posting.drafts import start_draft
from practices.posting.permissions import councils_to_post_for


def values_from_draft(draft: Draft, council: Council, by: Any) -> tuple[dict[str, Any], list[str]]:
    """Values for a new draft, and a sentence for each thing that could not be kept."""
    draft.title = draft.title or draft.opening_words()
    shelf = PictureShelf(council, by)
    values = note_values(draft, shelf.keep)
    return values | {"audience": Level.NETWORK}, draft.lost


# Starting a note from a file: a job reads the file, and a page says how far that is.

KEY = "reading"
MOST = 5  # files of one person that wait to be read


def start(request: HttpRequest, council: Council, upload: Any) -> HttpResponse:
    """Hold the file and have it read. A small one is read at once; others have a page."""
    try:
        refuse_lists(bare_name(upload.name or ""))
    except Refused as refused:
        return refuse(request, council, refused)
    word = reading.hold([upload])
    waiting: dict[str, int] = request.session.get(KEY, {}) | {word: council.pk}
    for old in list(waiting)[:-MOST]:
        reading.let_go(old)
        del waiting[old]
    request.session[KEY] = waiting
    reading.begin(word, by=request.user, leads_to=reverse("practices:reading", args=[word]))
    if file_tasks.is_waited_for(word):
        return redirect(file_tasks.page_of(word))
    return finish(request, word, council)


@login_required
@require_http_methods(["GET", "POST"])
def reading_page(request: HttpRequest, word: str) -> HttpResponse:
    """The file is read. Going on is a form, as it writes a draft."""
    council = council_of(request, word)
    if file_tasks.is_waited_for(word):
        return redirect(file_tasks.page_of(word))
    if request.method == "POST":
        return finish(request, word, council)
    return render(request, "practices/reading.html")


def council_of(request: HttpRequest, word: str) -> Council:
    """The council that this person's file is for. Raises Http404 for the file of somebody else."""
    chosen = request.session.get(KEY, {}).get(word)
    for council in councils_to_post_for(request.user):
        if council.pk == chosen:
            return council
    raise Http404


def finish(request: HttpRequest, word: str, council: Council) -> HttpResponse:
    """The file is read: a draft with its words, or the sentence why not."""
    found = [one for of_file in reading.results(word) for one in of_file]
    reading.let_go(word)
    waiting = request.session.get(KEY, {})
    request.session[KEY] = {other: pk for other, pk in waiting.items() if other != word}
    try:
        values, lost = values_from_draft(only_draft(found), council, request.user)
    except Refused as refused:
        return refuse(request, council, refused)
    note = start_draft(council, request.user, values)
    messages.success(request, _("The form is filled in from your file. Read it through."))
    for sentence in lost:
        messages.warning(request, sentence)
    return redirect("practices:edit", note.pk)


def refuse(request: HttpRequest, council: Council, refused: Refused) -> HttpResponse:
    context = {
        "councils": councils_to_post_for(request.user),
        "refused": str(refused),
        "chosen": council,
    }
    return render(request, "practices/posting/start.html", context, status=422)
