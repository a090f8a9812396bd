"""Is the hub alive, and is it ready for work?"""

import shutil
import tempfile
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from hub import __version__
from hub.jobs.models import JobState, PutAside
from hub.jobs.registry import WAITED_FOR, Job, all_jobs
from hub.mail.delivery import mail_folder

STARTED = time.monotonic()
LEAST_FREE = 200 * 1024 * 1024  # bytes; below this the disk counts as nearly full
LATE_AFTER = timedelta(minutes=5)
WAITED_FOR_LATE_AFTER = timedelta(minutes=2)  # somebody waits for a code, or a file


def live(request: HttpRequest) -> HttpResponse:
    """Answers while the process runs. Touches nothing: also the empty view of the benchmark."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """200 when all is well, else 503; `wrong` says in sentences what is not.

    Asked: the database, the migrations, every job, room on the disk, the mail folder.
    `version` is the program's. `put_aside` counts the things that jobs could not deal with; they make nothing unready.
    """
    wrong = list(troubles())
    answer: dict[str, Any] = {"ready": not wrong, "version": __version__}
    if wrong:
        answer["wrong"] = wrong
    aside = count_put_aside()
    if aside:
        answer["put_aside"] = aside
    response = JsonResponse(answer, status=503 if wrong else 200)
    response["Cache-Control"] = "no-store"
    return response


def troubles() -> list[str]:
    """A sentence for each thing that is wrong. Without a database nothing else can be asked."""
    if not database_answers():
        return ["The database does not answer.", *disk_troubles()]
    if not is_migrated():
        return ["The database is not migrated."]
    return [*job_troubles(), *disk_troubles(), *mail_troubles()]


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def is_migrated() -> bool:
    """Read from the migrations once; a process that has seen them all applied asks no more."""
    if not _seen_migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _seen_migrated.append(True)
    return True


_seen_migrated: list[bool] = []


def job_troubles() -> list[str]:
    """Jobs that should have begun some minutes ago and have not, or whose runner died."""
    states = {state.name: state for state in JobState.objects.all()}
    if not states:
        up = timedelta(seconds=time.monotonic() - STARTED)
        return ["No job has ever run: is the job runner up?"] if up > LATE_AFTER else []
    late = [job.name for job in all_jobs() if job.name in states and is_late(job, states[job.name])]
    return [f"Late: {name}." for name in late]


def is_late(job: Job, state: JobState) -> bool:
    now = timezone.now()
    if state.running_until is not None and state.running_until > now:
        return False
    patience = WAITED_FOR_LATE_AFTER if job.lane in WAITED_FOR else LATE_AFTER
    since = min(filter(None, [state.running_until, state.next_run]))
    return now - since > patience


def disk_troubles() -> list[str]:
    try:
        free = shutil.disk_usage(settings.HUB_DATA).free
    except OSError as wrong:
        return [f"The data folder cannot be looked at ({wrong.strerror})."]
    if free >= LEAST_FREE:
        return []
    return [f"The disk is nearly full: {free // 1024 // 1024} MB are free."]


def mail_troubles() -> list[str]:
    """Without a mail server the mail folder must take files. Tried, since only that tells."""
    if settings.MAIL_URL:
        return []
    try:
        mail_folder().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=mail_folder()) as probe:
            probe.write(b"x")
    except OSError as wrong:
        return [f"The mail folder cannot be written ({wrong.strerror})."]
    return []


def count_put_aside() -> int:
    """Nought as well when the database cannot say."""
    try:
        return PutAside.objects.filter(left_alone=False).count()
    except DatabaseError:
        return 0
