"""Running what is due. Any number of processes may do this; a claim is one UPDATE."""

import logging
import time
import traceback
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from hub.jobs.models import JobState
from hub.jobs.registry import Job, all_jobs
from hub.jobs.schedule import next_run

log = logging.getLogger(__name__)
LEASE = timedelta(hours=1)


def run_due() -> int:
    """Run each job that is due and not running elsewhere; returns how many ran."""
    known = {state.name: state for state in JobState.objects.all()}
    ran = 0
    for job in all_jobs():
        state = known.get(job.name) or JobState.objects.get_or_create(name=job.name)[0]
        if state.next_run <= timezone.now() and claim(job, state):
            run(job)
            ran += 1
    return ran


def claim(job: Job, state: JobState) -> bool:
    now = timezone.now()
    free = Q(running_until__isnull=True) | Q(running_until__lt=now)
    return bool(
        JobState.objects.filter(free, pk=state.pk, next_run=state.next_run).update(
            next_run=next_run(job.rhythm, now), running_until=now + LEASE
        )
    )


def run(job: Job) -> None:
    """Run one claimed job. Its failure is kept and shown; it never stops the others."""
    started = time.monotonic()
    result: dict[str, Any] = {"last_run": timezone.now(), "running_until": None}
    try:
        result["last_result"] = (job.work() or "done")[:300]
    except Exception:  # whatever it was, the jobs page shows it
        log.exception("Job %s failed", job.name)
        result |= {
            "last_failure": timezone.now(),
            "last_failure_text": traceback.format_exc()[-4000:],
            "last_result": "failed",
        }
    result["last_seconds"] = time.monotonic() - started
    JobState.objects.filter(name=job.name).update(**result)
