"""The issue itself, who signed it, what shows it, and what happened to its clock."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.councils.models import Council, Network
from network.escalations import clock, clock_source
from network.escalations.models.settings import Barrier
from network.escalations.querysets import IssueQuerySet, SignatureQuerySet
from network.escalations.states import LABELS, OPEN_STATES, State

STATE_CHOICES = [(state.value, label) for state, label in LABELS.items()]


class Level(models.TextChoices):
    NETWORK = "network", _("The network and ADASS")
    ADASS = "adass", _("ADASS and the chair only")
    COUNCIL = "council", _("Our council and the chair only")


class Urgency(models.TextChoices):
    NORMAL = "normal", _("Normal")
    SOON = "soon", _("Pressing")
    URGENT = "urgent", _("Urgent")


class Issue(models.Model):
    """Something a lead cannot move alone. State changes live in services, never here."""

    standing: list[Signature]  # kept by permissions.standing_signatures once it has looked

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="issues")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="issues_raised"
    )
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.PROTECT, related_name="issues"
    )
    title = models.CharField(max_length=160)
    what_happens = models.TextField(blank=True)
    who_affected = models.TextField(blank=True)
    what_tried = models.TextField(blank=True)
    what_we_ask = models.TextField(blank=True)
    barrier = models.ForeignKey(Barrier, null=True, blank=True, on_delete=models.PROTECT)
    topic = models.SlugField(max_length=60, blank=True, db_index=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.NORMAL)
    urgency_reason = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.NETWORK)
    name_withheld = models.BooleanField(default=False)
    may_be_public = models.BooleanField(default=False)
    provider_name = models.CharField(max_length=120, blank=True)
    provider_reply = models.TextField(blank=True)
    provider_replied_on = models.DateField(null=True, blank=True)

    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=State.DRAFT)
    asked_from = models.CharField(max_length=12, blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="issues_held",
    )
    outcome = models.CharField(max_length=12, blank=True)
    run = models.PositiveSmallIntegerField(
        default=1, help_text="One more each time it is reopened."
    )
    tell_all = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    audience_key = models.CharField(max_length=60, db_index=True, editable=False)

    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    with_chair_since = models.DateTimeField(null=True, blank=True)
    sent_up_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    check_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["network", "state"])]

    def __str__(self) -> str:
        return f"Issue {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The audience key follows level and state; a new restricted issue needs its number first."""
        if self.pk is None:
            self.audience_key = "nobody"
            super().save(*args, **kwargs)
            kwargs = {"update_fields": ["audience_key"]}
        self.audience_key = self.key()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "audience_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("escalations:issue", args=[self.pk])

    def key(self) -> str:
        """Network issues use the network's key; drafts and confidential ones a key of their own."""
        if self.level == Level.NETWORK and self.state != State.DRAFT:
            return f"adass:{self.network_id}"
        return f"issue:{self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_confidential(self) -> bool:
        return self.level != Level.NETWORK

    def clock_events(self) -> list[clock.Event]:
        """What happened to the clock, oldest first. Prefetch `ticks` for lists."""
        return [tick.event() for tick in self.ticks.all()]

    def reading(self, at: Any = None) -> clock.Reading | None:
        """What the clock says on a London day (default: today); None before it started."""
        return clock.read(self.clock_events(), at or clock_source.today())


class Signature(models.Model):
    """A council stands behind an issue. One a council; withdrawn ones stay as history."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="signatures")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures"
    )
    signed_at = models.DateTimeField(default=timezone.now)
    name_withheld = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "council"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_signature_a_council",
            )
        ]

    def __str__(self) -> str:
        return f"Signature {self.pk} of issue {self.issue_id}"


class Evidence(models.Model):
    """What shows it: a thing of the hub, an address, or a file that obeys the issue's audience."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="evidence")
    content_type = models.ForeignKey(ContentType, null=True, blank=True, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    thing = GenericForeignKey("content_type", "object_id")
    title = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=600, blank=True)
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title or f"Evidence {self.pk}"


class ClockEvent(models.Model):
    """One thing that happened to an issue's clock."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="ticks")
    tick = models.CharField(max_length=10, choices=[(t.value, t.value) for t in clock.Tick])
    at = models.DateTimeField(default=timezone.now)
    due_days = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.tick} on {self.at:%Y-%m-%d}"

    def event(self) -> clock.Event:
        """The same, as the pure clock reads it, on its London day."""
        day = timezone.localdate(self.at)
        return clock.Event(clock.Tick(self.tick), day, self.due_days, self.reason)


# Asking councils that met the same barrier whether they would raise it together.


class JointAsk(models.Model):
    """The chair asked the councils of one pattern. Who was asked is shown to nobody."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="joint_asks")
    barrier = models.ForeignKey(Barrier, on_delete=models.PROTECT)
    subject = models.CharField(max_length=120)
    words = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    issue = models.OneToOneField(
        Issue, null=True, blank=True, on_delete=models.SET_NULL, related_name="joint_ask"
    )

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "barrier", "subject"], name="asked_together_once"
            )
        ]

    def __str__(self) -> str:
        return f"Joint ask {self.pk}"


class JointReply(models.Model):
    """One council's word: only a yes lets its name be shown."""

    class Word(models.TextChoices):
        ASKED = "asked", _("Not answered yet")
        YES = "yes", _("Yes, with our name")
        UNNAMED = "unnamed", _("Yes, without our name")
        NO = "no", _("No")

    ask = models.ForeignKey(JointAsk, on_delete=models.CASCADE, related_name="replies")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=10, choices=Word.choices, default=Word.ASKED)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ask", "council"], name="one_word_a_council")
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk}"
