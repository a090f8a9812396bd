"""Everything that happened, in rows that are added and never changed."""

from __future__ import annotations

from datetime import UTC

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.councils.models import Council
from network.escalations.trail_hash import FIRST, Link


class TrailHead(models.Model):
    """The end of the chain: how many rows there are and the hash of the last. One row."""

    rows = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=FIRST)

    def __str__(self) -> str:
        return f"{self.rows} rows"


class TrailEntry(models.Model):
    """One step: who, when, what, why. The database refuses to change or delete it.

    No names are stored, only who and which council, so a page can say "a council" where needed.
    """

    number = models.PositiveBigIntegerField(unique=True)
    issue = models.ForeignKey("escalations.Issue", on_delete=models.PROTECT, related_name="trail")
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: the hub itself."),
    )
    council = models.ForeignKey(Council, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=30)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    hash_before = models.CharField(max_length=64)
    own_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "trail entries"

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"

    def says(self) -> dict[str, object]:
        """What the hash is taken over: every value, in a form each database gives back alike."""
        return {
            "number": self.number,
            "issue": self.issue_id,
            "at": self.at.astimezone(UTC).isoformat(),
            "actor": self.actor_id,
            "council": self.council_id,
            "verb": self.verb,
            "reason": self.reason,
            "detail": self.detail,
        }

    def link(self) -> Link:
        """The row as the chain sees it."""
        return Link(self.number, self.says(), self.hash_before, self.own_hash)
