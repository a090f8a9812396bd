"""What changed in the rota, who did it, for whom, and why. Written by services, never edited."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.councils.models import Council
from network.meetings.models.meeting import Meeting
from network.meetings.models.series import Series


class HostChange(models.Model):
    """One date's host changed. Changes of one repair share `batch` and are undone together."""

    class Did(models.TextChoices):
        PLANNED = "planned", _("planned by the rota")
        DECLINED = "declined", _("cannot host")
        COVER = "cover", _("cover")
        SWAP = "swap", _("swap")
        REPLAN = "replan", _("planned again")
        UNTAKEN = "untaken", _("taken back")
        DATE = "date", _("date moved")
        CANCELLED = "cancelled", _("cancelled")

    class Agreed(models.TextChoices):
        NOT_ASKED = "", _("not asked")
        ASKED = "asked", _("asked to agree")
        YES = "yes", _("agreed")
        NO = "no", _("did not agree")

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="host_changes")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="host_changes"
    )
    batch = models.UUIDField(db_index=True)
    did = models.CharField(max_length=10, choices=Did.choices)
    before = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    after = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed = models.CharField(max_length=6, choices=Agreed.choices, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    acting_for = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.before} → {self.after} ({self.get_did_display()})"
