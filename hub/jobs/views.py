"""Jobs as administrators see them, and what jobs had to put aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hub.jobs.models import JobState, PutAside
from hub.jobs.registry import all_jobs
from hub.permissions import for_administrators

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
