"""Jobs that every hub needs."""

from datetime import time
from io import StringIO

from django.core.management import call_command

from hub.jobs.registry import job
from hub.revisions import purge_autosaves


@job("publish scheduled notes", every_seconds=60)
def publish_scheduled() -> None:
    """Publish what was scheduled, and take down what has expired."""
    call_command("publish_scheduled", stdout=StringIO())


@job("purge old drafts", daily_at=time(3, 10))
def purge_old_drafts() -> str:
    """Throw away drafts older than a month that were never published."""
    return f"{purge_autosaves()} drafts"


@job("clear old sessions", daily_at=time(3, 20))
def clear_sessions() -> None:
    """Forget sign-ins that have run out."""
    call_command("clearsessions")
