"""A job's lease: a minute, renewed by a thread of its own while the work goes on.

When the process dies nobody renews, so another process takes the job up a minute later. A job that
hangs would be renewed for ever; after `most_seconds` its process is ended instead, and whatever
keeps the runner up (manage.py serve, systemd, compose) starts a new one.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType

from django.db import DatabaseError, connections
from django.utils import timezone

from hub.jobs.models import JobState

log = logging.getLogger(__name__)
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
                log.warning("The lease of job %s was not renewed: %s", self.name, away)
            finally:
                connections.close_all()  # those of this thread


def renew(name: str, holder: str) -> bool:
    """Another minute for the process that holds the job; False when it no longer does."""
    held = JobState.objects.filter(name=name, holder=holder)
    return bool(held.update(running_until=timezone.now() + LEASE))


def end_process(name: str, most_seconds: float) -> None:
    """Say on the jobs page what happened, then end this process: a thread cannot be stopped."""
    text = f"The job was still running after {most_seconds:.0f} seconds. Its runner was ended."
    log.error("Job %s: %s", name, text)
    try:
        JobState.objects.filter(name=name).update(
            last_failure=timezone.now(),
            last_failure_text=text,
            last_result="failed",
            running_until=None,
            holder="",
        )
    except DatabaseError as away:
        log.warning("This could not be written down: %s", away)
    os._exit(ENDED)
