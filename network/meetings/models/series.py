"""A series of meetings: its rhythm, its usual time and place, and the rota's settings."""

from __future__ import annotations

from datetime import date, time

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.councils.models import Council, Network
from network.meetings.dates import Cadence
from network.meetings.models.groups import Group, Way


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
    own_turns = models.BooleanField(
        _("turns of its own"),
        default=False,
        help_text=_("Turns in this series do not count in the group's other series."),
    )
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

    def sharing(self) -> models.QuerySet[Series]:
        """The series whose turns are counted together with this one's, this one among them."""
        if self.own_turns:
            return Series.objects.filter(pk=self.pk)
        return Series.objects.filter(group=self.group_id, own_turns=False)

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


# Days on which the network does not meet, and times when a council does not host.


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
