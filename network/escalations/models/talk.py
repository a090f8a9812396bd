"""Questions and replies, and notes that only ADASS managers see."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .issue import Issue


class Question(models.Model):
    """Asked by the chair or a manager; the clock rests until the reply."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    text = models.TextField()
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"Question {self.pk}"


class PrivateNote(models.Model):
    """For ADASS managers of the network only: in no page, mail, search or export for others."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="private_notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Private note {self.pk}"
