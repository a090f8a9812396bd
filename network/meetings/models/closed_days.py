"""Days on which the network does not meet, and times when a council does not host."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.councils.models import Council, Network
from network.meetings.models.series import Series


class ChairBlockedDay(models.Model):
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="blocked_days")
    first = models.DateField()
    last = models.DateField()
    why = models.CharField(max_length=120)

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="blocked_ends_after"),
        ]

    def __str__(self) -> str:
        return f"{self.why}, {self.first} to {self.last}"


class SchoolHoliday(models.Model):
    """A council's own school holidays; councils differ."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="school_holidays")
    name = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ["first", "council"]
        constraints = [
            models.UniqueConstraint(fields=["council", "first"], name="one_holiday_a_start"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="holiday_ends_after"),
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.name}, {self.first} to {self.last}"


class _CouncilSpan(models.Model):
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="%(class)ss")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="%(class)ss")
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        abstract = True
        ordering = ["first"]

    def __str__(self) -> str:
        return f"{self.council}, {self.first} to {self.last}: {self.reason}"


class HostPause(_CouncilSpan):
    """A leave of duty: the council neither hosts nor owes."""

    class Meta(_CouncilSpan.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="pause_ends_after"),
        ]
        verbose_name = _("leave of duty")


class HostAway(_CouncilSpan):
    """Dates on which a council cannot host; its share grows on."""

    class Meta(_CouncilSpan.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="away_ends_after"),
        ]
        verbose_name = _("time when a council cannot host")
