from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hub.jobs.models import JobState
from hub.jobs.registry import all_jobs
from hub.permissions import for_administrators


@for_administrators
def jobs(request: HttpRequest) -> HttpResponse:
    """Each job: what it does, last run, next run, last failure."""
    states = {state.name: state for state in JobState.objects.all()}
    rows = [{"job": job, "state": states.get(job.name)} for job in all_jobs()]
    return render(request, "jobs/jobs.html", {"rows": rows})
