"""A meeting, what is on its agenda, and what was written down."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from hub.access.audience import AudienceQuerySet
from hub.access.roles import networks_where
from network.councils.models import Council
from network.meetings.models.groups import LEADING, Group, GroupMember, Way
from network.meetings.models.series import Series

__all__ = ["AgendaItem", "Attachment", "Meeting", "Minutes", "Status", "Way"]


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


def new_uid() -> str:
    return f"{uuid4()}@practice-hub"


class MeetingQuerySet(AudienceQuerySet):
    def visible_to(self, user: Any) -> MeetingQuerySet:
        """Drafts are the chairs' alone; the rest obeys its audience. Invited people see theirs."""
        seen = super().visible_to(user)
        told = models.Q(pk__in=seen.exclude(status=Status.DRAFT).values("pk"))
        if not user.is_authenticated or not user.is_active:
            return self.filter(told)
        led = models.Q(group__in=groups_led_by(user))
        invitations: Any = self.model._meta.get_field("invitations").related_model
        standing = invitations.objects.standing().filter(person=user)
        invited = models.Q(pk__in=standing.values("meeting")) & ~models.Q(status=Status.DRAFT)
        return self.filter(told | led | invited)

    def upcoming(self, now: datetime | None = None) -> MeetingQuerySet:
        return self.filter(starts__gte=now or timezone.now()).exclude(status=Status.CANCELLED)

    def standing(self) -> MeetingQuerySet:
        return self.exclude(status=Status.CANCELLED)


def groups_led_by(user: Any) -> models.QuerySet[Group]:
    """Groups this person chairs: by a part in the group while a member, or as network chair."""
    chaired = networks_where(user, "chair_the_network")
    networks = networks_where(user, "belong_to_a_network")
    own = GroupMember.objects.current().filter(
        person=user, part__in=LEADING, group__network__in=networks
    )
    return Group.objects.filter(
        models.Q(network__in=chaired) | models.Q(pk__in=own.values("group"))
    )


class Meeting(models.Model):
    """`uid` never changes; `sequence` rises only when time or place does (RFC 5545)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings"
    )
    title = models.CharField(max_length=150)
    starts = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=150)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.HYBRID)
    venue = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    access_notes = models.TextField(
        blank=True, help_text=_("Step-free way in, hearing loop, parking, quiet room.")
    )
    link = models.URLField(_("joining link"), blank=True, help_text=_("Teams or another."))
    room_capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    online_capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    host = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted"
    )
    outside_host = models.CharField(max_length=120, blank=True)
    note_taker = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    online_support = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    host_reason = models.CharField(max_length=300, blank=True)
    wished = models.DateField(
        null=True, blank=True, editable=False, help_text=_("The date that the rhythm gave.")
    )
    date_reason = models.CharField(max_length=400, blank=True)
    informal = models.BooleanField(default=False, help_text=_("Nobody hosts and nobody owes."))
    speakers = models.TextField(_("speakers and invited officers"), blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    cancelled_because = models.CharField(max_length=300, blank=True)
    uid = models.CharField(max_length=80, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    audience_key = models.CharField(max_length=60, db_index=True, editable=False, default="")
    head_count = models.PositiveSmallIntegerField(null=True, blank=True)
    came = models.TextField(
        _("who came"), blank=True, help_text=_("Private text: chairs only. It makes no accounts.")
    )
    host_reminders = models.JSONField(default=list, editable=False)
    changed = models.DateTimeField(auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1), name="meeting_lasts_a_minute"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {timezone.localtime(self.starts):%-d %B %Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.audience_key:
            self.audience_key = self.group.audience_key
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def day(self) -> date:
        """The London date."""
        return timezone.localtime(self.starts).date()

    @property
    def ends(self) -> datetime:
        """Counted in real minutes: in London time, adding would count hours the clocks skip."""
        return self.starts.astimezone(UTC) + timedelta(minutes=self.minutes)

    @property
    def is_over(self) -> bool:
        return self.ends <= timezone.now()

    @property
    def is_to_come(self) -> bool:
        """Neither cancelled, nor noted as held, nor over."""
        return self.status in (Status.DRAFT, Status.ANNOUNCED) and not self.is_over

    @property
    def agenda_minutes(self) -> int:
        return sum(item.minutes or 0 for item in self.agenda.all() if item.accepted)

    @property
    def overrun(self) -> int:
        """Minutes by which the agenda is longer than the meeting; 0 when it fits."""
        return max(0, self.agenda_minutes - self.minutes)

    @property
    def place_words(self) -> str:
        if self.way == Way.ONLINE:
            return str(Way.ONLINE.label)
        return ", ".join(part for part in (self.venue, self.postcode) if part) or str(
            _("Place to be told")
        )


class AgendaItem(models.Model):
    """An item, or a proposal until the chair accepts it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    who_leads = models.CharField(max_length=120, blank=True)
    why = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    accepted = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Attachment(models.Model):
    """A file of the meeting or of one agenda item; it is as visible as its meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attachments")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="attachments"
    )
    title = models.CharField(max_length=120)
    document = models.ForeignKey("hub.HubDocument", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Minutes(models.Model):
    """What was said and agreed, with an audience of its own (default: the group's members)."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="written")
    text = RichTextField(features=["h3", "bold", "ol", "ul", "link"])
    final = models.BooleanField(default=False)
    audience_key = models.CharField(max_length=60, db_index=True, default="")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed = models.DateTimeField(auto_now=True)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"Minutes: {self.meeting}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.audience_key:
            self.audience_key = self.meeting.audience_key
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("meetings:minutes", args=[self.meeting_id])
