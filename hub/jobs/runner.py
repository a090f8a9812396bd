"""A job's lease: a minute, renewed by a thread of its own while the work goes on.

When the process dies nobody renews, so another process takes the job up a minute later. A job that
hangs would be renewed for ever; after `most_seconds` its process is ended instead, and whatever
keeps the runner up (manage.py serve, systemd, compose) starts a new one.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any

from django.db import DatabaseError, connections
from django.db.models import Q
from django.utils import timezone

from hub.jobs.models import JobState
from hub.jobs.registry import Job, all_jobs, next_run

lease_log = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
RENEW_SECONDS = 15.0
ENDED = 75  # the exit code of a runner whose job hung


class Lease:
    """Keeps `JobState(name).running_until` ahead of the clock inside a `with` block."""

    def __init__(
        self,
        name: str,
        holder: str,
        most_seconds: float,
        *,
        renew_seconds: float = RENEW_SECONDS,
        overdue: Callable[[str, float], None] | None = None,
    ) -> None:
        self.name, self.holder, self.most_seconds = name, holder, most_seconds
        self._renew_seconds, self._overdue = renew_seconds, overdue or end_process
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._renew, name=f"lease {name}", daemon=True)

    def __enter__(self) -> Lease:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def _renew(self) -> None:
        begun = time.monotonic()
        while not self._done.wait(self._renew_seconds):
            if time.monotonic() - begun > self.most_seconds:
                self._overdue(self.name, self.most_seconds)
                return
            try:
                renew(self.name, self.holder)
            except DatabaseError as away:
                lease_log.warning("The lease of job %s was not renewed: %s", self.name, away)
            finally:
                connections.close_all()  # those of this thread


def renew(name: str, holder: str) -> bool:
    """Another minute for the process that holds the job; False when it no longer does."""
    held = JobState.objects.filter(name=name, holder=holder)
    return bool(held.update(running_until=timezone.now() + LEASE))


def end_process(name: str, most_seconds: float) -> None:
    """Say on the jobs page what happened, then end this process: a thread cannot be stopped."""
    text = f"The job was still running after {most_seconds:.0f} seconds. Its runner was ended."
    lease_log.error("Job %s: %s", name, text)
    try:
        JobState.objects.filter(name=name).update(
            last_failure=timezone.now(),
            last_failure_text=text,
            last_result="failed",
            running_until=None,
            holder="",
        )
    except DatabaseError as away:
        lease_log.warning("This could not be written down: %s", away)
    os._exit(ENDED)


# Running what is due. Any number of processes may do this; a claim is one UPDATE.

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
