"""A member's own feed address, and what she has been reminded of."""

from django.conf import settings
from django.db import models

from practices.models.note import PracticeNotePage


class FeedToken(models.Model):
    """The secret part of a member's feed addresses. Only its digest is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_token"
    )
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Feed address of {self.user}"


class ReviewReminder(models.Model):
    """The owner of a note was told once that this review date has come."""

    note = models.ForeignKey(
        PracticeNotePage, on_delete=models.CASCADE, related_name="review_reminders"
    )
    review_by = models.DateField()
    sent = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "review_by"], name="one_reminder_a_review_date")
        ]

    def __str__(self) -> str:
        return f"{self.note}: {self.review_by}"
