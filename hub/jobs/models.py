"""What is known of each job: last run, next run, last failure, and what it had to put aside."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)


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
