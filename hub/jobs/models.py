"""What is known of each job: last run, next run, last failure."""

from django.db import models
from django.utils import timezone


class JobState(models.Model):
    name = models.CharField(max_length=80, unique=True)
    next_run = models.DateTimeField(default=timezone.now)
    running_until = models.DateTimeField(null=True, blank=True)  # a lease, should the process die
    last_run = models.DateTimeField(null=True, blank=True)
    last_seconds = models.FloatField(null=True, blank=True)
    last_result = models.CharField(max_length=300, blank=True)
    last_failure = models.DateTimeField(null=True, blank=True)
    last_failure_text = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
