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
from practices.importing import reading
from practices.importing.forms import ImportForm, options_for
from practices.importing.services import import_notes
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
    reading.let_go(request.session.get(KEY, {}).get("word", ""))
    made = form.choices_made() | {"word": reading.hold(form.cleaned_data["files"])}
    request.session[KEY] = made
    reading.begin(made["word"], by=request.user, leads_to=reverse("practices:import_check"))
    return redirect(file_tasks.next_address(request, made["word"]))


@login_required
@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """What would come of the files that are held, once they are read."""
    check_may_import(request.user)
    return still_being_read(request) or show_report(request, dry_run=True)


@login_required
@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """Import the files that are held, then let them go."""
    check_may_import(request.user)
    if wait := still_being_read(request):
        return wait
    response = show_report(request, dry_run=False)
    reading.let_go(request.session.pop(KEY, {}).get("word", ""))
    return response


def still_being_read(request: HttpRequest) -> HttpResponse | None:
    """To the page that says how far it is."""
    word = request.session.get(KEY, {}).get("word", "")
    return redirect(file_tasks.page_of(word)) if file_tasks.is_waited_for(word) else None


def show_report(request: HttpRequest, *, dry_run: bool) -> HttpResponse:
    made = request.session.get(KEY, {})
    files = reading.held(made.get("word", ""))
    if not files:
        return redirect("practices:import")
    found = iter(reading.results(made["word"]))
    options = options_for(request.user, made, dry_run=dry_run)
    report = import_notes(files, options, reader=lambda _file: next(found))
    context: dict[str, Any] = {
        "report": report,
        "publish": made.get("publish"),
        "facts": figures(report),
        "notes": PracticeNotePage.objects.filter(pk__in=report.notes[:SHOWN_NOTES]),
    }
    return render(request, "practices/import_report.html", context)


def figures(report: Any) -> list[tuple[str, str]]:
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
