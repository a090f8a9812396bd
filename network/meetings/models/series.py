"""A series of meetings: its rhythm, its usual time and place, and the rota's settings."""

from __future__ import annotations

from datetime import date, time

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.meetings.dates import Cadence
from network.meetings.models.groups import Group
from network.meetings.ways import Way


class Rhythm(models.TextChoices):
    SIX_WEEKS = "six_weeks", _("Every six weeks")
    MONTHLY = "monthly", _("Every month")
    TWO_MONTHS = "two_months", _("Every two months")
    WEEKS = "weeks", _("Every so many weeks")
    AD_HOC = "ad_hoc", _("No rule: dates as needed")


class SeriesQuerySet(models.QuerySet):
    def visible_to(self, user) -> SeriesQuerySet:
        return self.filter(group__in=Group.objects.visible_to(user))


class Series(models.Model):
    """`version` rises with every change to dates or hosts, so that two chairs notice each other."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")

    class Nth(models.IntegerChoices):
        FIRST = 1, _("first")
        SECOND = 2, _("second")
        THIRD = 3, _("third")
        FOURTH = 4, _("fourth")
        LAST = -1, _("last")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="series")
    name = models.CharField(max_length=120)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.TWO_MONTHS)
    every_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    nth = models.SmallIntegerField(choices=Nth.choices, default=Nth.SECOND)
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, default=Weekday.THURSDAY)
    starts_at = models.TimeField(_("usual start"), default=time(10, 0))
    minutes = models.PositiveSmallIntegerField(_("usual length in minutes"), default=150)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.HYBRID)
    place = models.CharField(_("usual place"), max_length=200, blank=True)
    link = models.URLField(_("usual joining link"), blank=True)
    agenda_template = models.TextField(blank=True, help_text=_("One item a line: title | minutes"))
    hosted_in_turn = models.BooleanField(_("councils take turns to host"), default=True)
    grace_meetings = models.PositiveSmallIntegerField(
        default=1, help_text=_("Meetings a council that joins is spared.")
    )
    informal_from = models.DateField(null=True, blank=True)
    informal_to = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The last plan the rota made, with the ledger it was made from, so that anyone can check it.
    certificate = models.JSONField(null=True, blank=True, editable=False)
    planned_ledger = models.JSONField(null=True, blank=True, editable=False)
    planned_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(informal_to__isnull=True)
                | models.Q(informal_from__isnull=True)
                | models.Q(informal_to__gte=models.F("informal_from")),
                name="informal_period_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:rota", args=[self.pk])

    def cadence(self) -> Cadence:
        if self.rhythm == Rhythm.SIX_WEEKS:
            return Cadence(weeks=6)
        if self.rhythm == Rhythm.WEEKS:
            return Cadence(weeks=self.every_weeks or 0)
        months = {Rhythm.MONTHLY: 1, Rhythm.TWO_MONTHS: 2}.get(Rhythm(self.rhythm), 0)
        return Cadence(months=months, nth=self.nth, weekday=self.weekday)

    def is_informal_on(self, day: date) -> bool:
        if self.informal_from is None and self.informal_to is None:
            return False
        return (self.informal_from or date.min) <= day <= (self.informal_to or date.max)
