"""Counts by nobody in particular: what is looked for, opened and read, and how often one asks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AskedFor(models.Model):
    """How often a query was put on one day, by nobody in particular. Kept for 90 days."""

    day = models.DateField()
    text = models.CharField(max_length=200)
    times = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0, help_text=_("results at the last time"))
    corrected = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "text"], name="one_row_a_query_a_day")
        ]
        verbose_name_plural = "queries"

    def __str__(self) -> str:
        return self.text


class ReadOnDay(models.Model):
    """How often a thing was opened on one day, by nobody in particular. Kept for 90 days."""

    day = models.DateField()
    thing = models.CharField(max_length=120, help_text=_("app.model:key, as search entries say"))
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "day"], name="one_row_a_thing_a_day")
        ]
        verbose_name_plural = "reads"

    def __str__(self) -> str:
        return f"{self.thing} on {self.day}"


class ClickedOn(models.Model):
    """How often the result at one place was opened for a query, by day. Kept for 90 days."""

    day = models.DateField()
    text = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(help_text=_("1 is the first result"))
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "text", "place"], name="one_row_a_query_a_place_a_day"
            )
        ]
        verbose_name_plural = "clicks"

    def __str__(self) -> str:
        return f"{self.text}: {self.place}"


class AskedOften(models.Model):
    """How often one reader asked the API in one window, over all web workers.

    `reader` is a keyed hash: no address is kept.
    """

    reader = models.CharField(max_length=64, unique=True)
    window = models.BigIntegerField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "rate counts"

    def __str__(self) -> str:
        return f"{self.times} in {self.window}"
