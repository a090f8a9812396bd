"""Files that somebody has just sent and waits for: asked of a job, waited for, and led on from.

A web request never reads a stranger's file. It writes down what is to be done (`ask`), wakes the
job, waits two seconds at most (`wait`), and goes where `next_address` says: on, when all is done,
else to a page that says how far it is.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.jobs.models import FileTask
from hub.jobs.runner import is_overdue, wake

log = logging.getLogger(__name__)
Kind = FileTask.Kind
LOOK_JOB = "look into files"
READ_JOB = "read files to import"
JOB_OF = {Kind.LOOK: LOOK_JOB, Kind.CLEAN: LOOK_JOB, Kind.READ: READ_JOB, Kind.WRITE: READ_JOB}
WORK_SECONDS = 60  # of one run of a job; what is left is for the next run
MOST_TRIES = 3
KEPT = timedelta(days=1)
MOST_ADDRESS = 500
POLL_SECONDS = 0.1
RELOAD_SECONDS = ((10, 2), (60, 5))  # (waited for less than so long, seconds to the next look)
LONGEST_RELOAD_SECONDS = 15


@dataclass(frozen=True)
class Said:
    """What the person is told when they are led on. `tone` is a level of Django's messages."""

    text: str
    tone: str = "success"


Work = Callable[[FileTask], Said | None]


def ask(
    kind: str, files: Iterable[tuple[object, str]], *, by: Any, leads_to: str, word: str = ""
) -> str:
    """Have these files dealt with; returns the word of the page that says how far they are.

    Waits two seconds at most, so call it outside a transaction: the job must see what is asked.
    `files` are pairs: what the job finds the file by, and its name for people. `leads_to` is where
    the person goes afterwards. What the same person waits for already is not asked for twice.
    """
    wanted = {str(subject): name[:255] for subject, name in files}
    leads_to = leads_to[:MOST_ADDRESS]  # an address of ours; a longer one has been padded by hand
    asked = FileTask.objects.unfinished().filter(kind=kind, by=by, leads_to=leads_to)
    known = asked.filter(subject__in=wanted).order_by("pk").last()
    if known and set(wanted) <= set(
        asked.filter(word=known.word).values_list("subject", flat=True)
    ):
        return known.word
    word = word or secrets.token_urlsafe(16)
    FileTask.objects.bulk_create(
        FileTask(word=word, kind=kind, subject=subject, name=name, by=by, leads_to=leads_to)
        for subject, name in wanted.items()
    )
    wake(JOB_OF[Kind(kind)])
    wait(word)
    return word


def wait(word: str) -> bool:
    """Whether all is done, within READING_WAIT_SECONDS: a small file needs no page of its own."""
    end = time.monotonic() + settings.READING_WAIT_SECONDS
    while is_waited_for(word):
        if time.monotonic() >= end:
            return False
        pause()
    return True


def pause() -> None:
    time.sleep(POLL_SECONDS)


def is_waited_for(word: str) -> bool:
    return FileTask.objects.unfinished().filter(word=word).exists()


def next_address(request: HttpRequest, word: str) -> str:
    """Where these files lead to, telling what came of them; the page to wait on until then."""
    tasks = FileTask.objects.filter(word=word, by=request.user.pk)
    if is_waited_for(word):
        return page_of(word)
    for task in tasks.exclude(said=""):
        if tasks.filter(pk=task.pk).exclude(said="").update(said=""):  # told once
            messages.add_message(request, TONES[task.tone], task.said)
    return tasks.latest("pk").leads_to


def page_of(word: str) -> str:
    return reverse("jobs:file_progress", args=[word])


TONES = {"success": messages.SUCCESS, "warning": messages.WARNING, "error": messages.ERROR}


@dataclass(frozen=True)
class Progress:
    """How far the files under one word are. `is_away`: nobody is there to deal with them."""

    tasks: list[FileTask]

    @property
    def waiting(self) -> list[FileTask]:
        return [task for task in self.tasks if task.ended_at is None]

    @property
    def done(self) -> int:
        return len(self.tasks) - len(self.waiting)

    @property
    def first(self) -> FileTask:
        return self.waiting[0]

    @property
    def is_away(self) -> bool:
        task = self.first
        return is_overdue(JOB_OF[Kind(task.kind)], since=task.asked_at)

    @property
    def reload_seconds(self) -> int:
        """Soon at first, then less and less often."""
        waited = (timezone.now() - self.first.asked_at).total_seconds()
        return next((n for below, n in RELOAD_SECONDS if waited < below), LONGEST_RELOAD_SECONDS)


def progress(word: str, by: Any) -> Progress | None:
    """None for a word that nobody has, and for somebody else's."""
    tasks = list(FileTask.objects.filter(word=word, by=by).order_by("pk"))
    return Progress(tasks) if tasks else None


def work_off(work: Mapping[str, Work]) -> str:
    """Deal with waiting files of these kinds, for a minute; a job's work, safe to run again.

    Raises what a file's work raised, once it has been told to whoever waits: the jobs page shows it.
    """
    FileTask.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()
    end, count = time.monotonic() + WORK_SECONDS, 0
    while time.monotonic() < end and (task := FileTask.objects.next_of(work)):
        deal_with(task, work[task.kind])
        count += 1
    if left := FileTask.objects.next_of(work):
        wake(JOB_OF[Kind(left.kind)])
    return f"{count} files" if count else ""


def deal_with(task: FileTask, work: Work) -> None:
    """A task that was begun and not ended is one whose runner was killed: it is begun again."""
    if task.tries >= MOST_TRIES:
        finish(task, Said(given_up(task), "error"))
        return
    FileTask.objects.filter(pk=task.pk).update(begun_at=timezone.now(), tries=F("tries") + 1)
    try:
        said = work(task)
    except DatabaseError:
        raise  # nobody's fault: the task is tried again
    except Exception:
        finish(task, Said(went_wrong(task), "error"))
        raise
    finish(task, said)


def finish(task: FileTask, said: Said | None) -> None:
    told = {"said": said.text[:500], "tone": said.tone} if said else {}
    FileTask.objects.filter(pk=task.pk).update(ended_at=timezone.now(), **told)


def given_up(task: FileTask) -> str:
    return _("We began three times with “%(name)s” and were interrupted each time. It goes to "
             "nobody new. Try again later, or with a smaller file.") % {"name": task.name}  # fmt: skip


def went_wrong(task: FileTask) -> str:
    return _("Something went wrong with “%(name)s”. The fault is ours, and it has been written down. "
             "The file goes to nobody new.") % {"name": task.name}  # fmt: skip
