"""Importing from the site: choose files, see what would come of them, then import."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hub.jobs import file_tasks
from practices.importing import batches, reading
from practices.importing.forms import ImportForm, SameNameForm
from practices.importing.report import ImportReport
from practices.models import PracticeNotePage
from practices.posting.permissions import importable_councils

KEY = "import"
SHOWN_NOTES = 50


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The form; on POST the files are held and checked, and nothing is written yet."""
    check_may_import(request.user)
    sent = request.method == "POST"
    # Bound even when nothing at all was sent: an empty form must say what is missing.
    form = ImportForm(request.user, *((request.POST, request.FILES) if sent else ()))
    if not form.is_valid():
        status = 422 if sent else 200
        return render(request, "practices/import.html", {"form": form}, status=status)
    let_go_of_former(request)
    word = reading.hold(form.cleaned_data["files"])
    made = form.choices_made()
    request.session[KEY] = {"word": word, "publish": made["publish"]}
    batches.remember(word, made, request.user)
    reading.begin(word, by=request.user, leads_to=reverse("practices:import_check"))
    return redirect(file_tasks.next_address(request, word))


def let_go_of_former(request: HttpRequest) -> None:
    """Files that the person checked and left; not those whose notes are being written."""
    word = word_of(request)
    if not file_tasks.is_waited_for(batches.writing_word(word)):
        reading.let_go(word)


def word_of(request: HttpRequest) -> str:
    return request.session.get(KEY, {}).get("word", "")


@login_required
@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """What would come of the files that are held, once they are read."""
    check_may_import(request.user)
    return moved_on(request) or show_check(request)


@login_required
@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """Have the notes of the files that are held written by a job."""
    check_may_import(request.user)
    if elsewhere := moved_on(request):
        return elsewhere
    word = word_of(request)
    form = SameNameForm(batches.checked(word).renewals, request.POST)
    if not form.is_valid():
        return show_check(request, form)
    batches.begin(word, form.choices(), request.user)
    return redirect(file_tasks.next_address(request, batches.writing_word(word)))


@login_required
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """What came of the import."""
    check_may_import(request.user)
    report = batches.written(word_of(request))
    return render_report(request, report) if report else moved_on(request) or show_check(request)


def moved_on(request: HttpRequest) -> HttpResponse | None:
    """To the page that says how far reading or writing is, or what came of it; to the form."""
    word = word_of(request)
    for waiting in (word, batches.writing_word(word)):
        if file_tasks.is_waited_for(waiting):
            return redirect(file_tasks.page_of(waiting))
    if batches.written(word):
        return redirect("practices:import_done")
    return None if reading.held(word) else redirect("practices:import")


def show_check(request: HttpRequest, form: SameNameForm | None = None) -> HttpResponse:
    report = batches.checked(word_of(request))
    more = {
        "form": form or SameNameForm(report.renewals),
        "by_ref": [one for one in report.renewals if not one.by_name],
    }
    return render_report(request, report, status=422 if form else 200, **more)


def render_report(
    request: HttpRequest, report: ImportReport, *, status: int = 200, **more: Any
) -> HttpResponse:
    notes = PracticeNotePage.objects.filter(pk__in=report.notes[:SHOWN_NOTES])
    context = {
        "report": report,
        "publish": request.session.get(KEY, {}).get("publish"),
        "facts": figures(report),
        "notes": notes,
        "others": max(0, len(report.notes) - SHOWN_NOTES),
        **more,
    }
    return render(request, "practices/import_report.html", context, status=status)


def figures(report: ImportReport) -> list[tuple[str, str]]:
    """The totals, as labels and values; a nought is worth saying."""
    return [
        (_("New notes"), str(report.created)),
        (_("Renewed notes"), str(report.updated)),
        (_("No change needed"), str(report.skipped)),
        (_("Refused"), str(len(report.errors))),
    ]


def check_may_import(user: Any) -> None:
    """Raises PermissionDenied with a sentence."""
    if not importable_councils(user).exists():
        raise PermissionDenied(
            _("Notes are imported by a council's direct payments lead or the network's editors.")
        )
