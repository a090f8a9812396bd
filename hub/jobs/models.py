"""What is known of each job: last run, next run, last failure, what it had to put aside; and files
that somebody waits for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)
LATELY = timedelta(minutes=10)


class JobState(models.Model):
    name = models.CharField(max_length=80, unique=True)
    next_run = models.DateTimeField(default=timezone.now)
    running_until = models.DateTimeField(null=True, blank=True)  # a lease, should the process die
    holder = models.CharField(max_length=40, blank=True)  # whose lease: one word for each run
    last_run = models.DateTimeField(null=True, blank=True)
    last_seconds = models.FloatField(null=True, blank=True)
    last_result = models.CharField(max_length=300, blank=True)
    last_failure = models.DateTimeField(null=True, blank=True)
    last_failure_text = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PutAsideQuerySet(models.QuerySet):
    def waiting(self, job: str) -> PutAsideQuerySet:
        """Those of one job that it must leave alone for now."""
        return self.filter(
            models.Q(left_alone=True) | models.Q(next_try__gt=timezone.now()), job=job
        )


class PutAside(models.Model):
    """One thing that a job could not deal with. The thing itself stays where it is.

    The job passes it over until `next_try`: five minutes, then ten, at most a day. When a later
    try succeeds the row goes. An administrator may have it tried now or left alone for good.
    """

    job = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    what = models.CharField(max_length=200)
    error = models.TextField()
    tries = models.PositiveSmallIntegerField(default=1)
    first = models.DateTimeField(default=timezone.now)
    last = models.DateTimeField(default=timezone.now)
    next_try = models.DateTimeField(default=timezone.now)
    left_alone = models.BooleanField(default=False)

    objects = PutAsideQuerySet.as_manager()

    class Meta:
        ordering = ["-last"]
        constraints = [models.UniqueConstraint(fields=["job", "key"], name="one_put_aside_a_thing")]

    def __str__(self) -> str:
        return f"{self.job}: {self.what}"


def wait_after(tries: int) -> timedelta:
    """How long a thing is passed over after its n-th failed try."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 12), LONGEST_WAIT)


class FileTaskQuerySet(models.QuerySet["FileTask"]):
    def unfinished(self) -> Self:
        return self.filter(ended_at=None)

    def next_of(self, kinds: Collection[str]) -> FileTask | None:
        """The oldest of whoever had fewest files begun lately: a heap holds up its own sender."""
        begun = FileTask.objects.filter(
            kind__in=kinds, by=models.OuterRef("by"), begun_at__gt=timezone.now() - LATELY
        )
        count = begun.order_by().values("by").annotate(n=models.Count("pk")).values("n")
        waiting = self.unfinished().filter(kind__in=kinds)
        had = Coalesce(models.Subquery(count), 0)
        return waiting.alias(had=had).order_by("had", "pk").first()


class FileTask(models.Model):
    """Something to be done to one file that a person has sent and waits for (`file_tasks`).

    Files that were sent together share a word, and so the page that says how far they are. It is
    open to `by` alone. Rows go after a day.
    """

    class Kind(models.TextChoices):
        LOOK = "look"
        CLEAN = "clean"
        READ = "read"
        WRITE = "write"

    word = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    subject = models.CharField(max_length=80, help_text="What the job finds the file by.")
    name = models.CharField(max_length=255)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    leads_to = models.CharField(max_length=500, help_text="Where the person goes afterwards.")
    asked_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(max_length=500, blank=True, help_text="Not yet told to the person.")
    tone = models.CharField(max_length=10, blank=True)

    objects = FileTaskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["ended_at", "kind"], name="file_task_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
