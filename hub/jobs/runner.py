"""Running what is due. Any number of processes may do this; a claim is one UPDATE."""

import logging
import secrets
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from hub.jobs.lease import LEASE, Lease
from hub.jobs.models import JobState
from hub.jobs.registry import Job, all_jobs
from hub.jobs.schedule import next_run

log = logging.getLogger(__name__)
PATIENCE = timedelta(seconds=15)  # a runner looks every half second


def run_due(lane: str = "", going: Callable[[], bool] = lambda: True) -> int:
    """Run each job that is due and not running elsewhere; returns how many ran.

    `lane`: only the jobs of this lane. `going` is asked before each: False stops between two.
    """
    known = {state.name: state for state in JobState.objects.all()}
    ran = 0
    for job in all_jobs():
        if (lane and job.lane != lane) or not going():
            continue
        state = known.get(job.name) or JobState.objects.get_or_create(name=job.name)[0]
        holder = claim(job, state) if is_due(state) else ""
        if holder:
            run(job, holder)
            ran += 1
    return ran


def is_due(state: JobState) -> bool:
    """Its time has come; or it was begun by a process that died, and its lease is over."""
    now = timezone.now()
    begun = state.running_until is not None
    return state.running_until < now if begun else state.next_run <= now  # type: ignore[operator]


def wake(name: str) -> None:
    """Let the job run at once; where it is running, let it run again when that has ended."""
    now = timezone.now()
    JobState.objects.filter(name=name, next_run__gt=now).update(next_run=now)


def is_overdue(name: str, since: datetime) -> bool:
    """Whether the job has had to run for a while, `since` at the earliest, and no runner is there."""
    state = JobState.objects.filter(name=name).first()
    due = since if state is None else max(since, state.running_until or state.next_run)
    return timezone.now() - due > PATIENCE


def claim(job: Job, state: JobState) -> str:
    """Take the job for a minute. The word that names this run, or "" when another has it."""
    now, holder = timezone.now(), secrets.token_hex(16)
    free = Q(running_until__isnull=True) | Q(running_until__lt=now)
    taken = JobState.objects.filter(free, pk=state.pk, next_run=state.next_run).update(
        next_run=next_run(job.rhythm, now), running_until=now + LEASE, holder=holder
    )
    return holder if taken else ""


def run(job: Job, holder: str) -> None:
    """Run one claimed job. Its failure is kept and shown; it never stops the others."""
    started = time.monotonic()
    result: dict[str, Any] = {"last_run": timezone.now(), "running_until": None, "holder": ""}
    try:
        with Lease(job.name, holder, job.most_seconds):
            result["last_result"] = (job.work() or "done")[:300]
    except Exception:  # whatever it was, the jobs page shows it
        log.exception("Job %s failed", job.name)
        result |= {
            "last_failure": timezone.now(),
            "last_failure_text": traceback.format_exc()[-4000:],
            "last_result": "failed",
        }
    result["last_seconds"] = time.monotonic() - started
    # Not when the lease ran out and another process has the job now.
    JobState.objects.filter(name=job.name, holder=holder).update(**result)
