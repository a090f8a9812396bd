"""Jobs as administrators see them, and what jobs had to put aside; how far somebody's files are."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hub.access.decorators import for_administrators
from hub.jobs import file_tasks
from hub.jobs.models import JobState, PutAside
from hub.jobs.registry import all_jobs

SHOWN = 100


@for_administrators
def jobs(request: HttpRequest) -> HttpResponse:
    """Each job: what it does, last run, next run, last failure; then what was put aside."""
    states = {state.name: state for state in JobState.objects.all()}
    rows = [{"job": job, "state": states.get(job.name)} for job in all_jobs()]
    aside = PutAside.objects.all()
    context = {"rows": rows, "aside": aside[:SHOWN], "aside_count": aside.count()}
    return render(request, "jobs/jobs.html", context)


@require_POST
@for_administrators
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Have one thing tried again at the job's next run, or leave it alone for good."""
    found = PutAside.objects.filter(pk=pk)
    if "leave" in request.POST:
        done = found.update(left_alone=True)
        said = _("It is left alone. It stays where it is, and the job passes it over.")
    else:
        done = found.update(left_alone=False, next_try=timezone.now())
        said = _("It will be tried again when the job runs next.")
    if done:
        messages.success(request, said)
    return redirect("jobs:jobs")


@require_safe
@login_required
def file_progress(request: HttpRequest, word: str) -> HttpResponse:
    """How far the files are that this person sent; leads on when all is done.

    Without script the page looks again by itself, unless `?reload=off` asks it not to, or nobody is
    there to deal with the files.
    """
    progress = file_tasks.progress(word, request.user)
    if progress is None:
        raise Http404
    if not progress.waiting:
        return redirect(file_tasks.next_address(request, word))
    is_away, by_hand = progress.is_away, request.GET.get("reload") == "off"
    context = {"progress": progress, "is_away": is_away, "by_hand": by_hand}
    response = render(request, "jobs/file_progress.html", context)
    if not (is_away or by_hand):
        response.headers["Refresh"] = str(progress.reload_seconds)
    return response
