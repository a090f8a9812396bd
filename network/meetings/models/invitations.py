"""Who is asked to a meeting and what they answered; nobody needs an account."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.councils.models import Council
from network.meetings.models.meeting import Meeting
from network.people.models import Membership


class Answer(models.TextChoices):
    WAITING = "waiting", _("No answer yet")
    IN_PERSON = "in_person", _("Yes, in person")
    ONLINE = "online", _("Yes, online")
    NO = "no", _("No")
    PERHAPS = "perhaps", _("Perhaps")


class Payment(models.TextChoices):
    """Compensation of members with lived experience. Never an amount, never bank details."""

    NONE = "", _("Not for this person")
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    PAID = "paid", _("Paid")


class InvitationQuerySet(models.QuerySet):
    def not_taken_back(self) -> InvitationQuerySet:
        """Whoever was asked and not asked off again, those who have left since among them."""
        return self.filter(withdrawn_at__isnull=True)

    def standing(self) -> InvitationQuerySet:
        """Invitations that let somebody in: of current members, and of guests.

        A guest is an address without an account, or a member of another network who never
        belonged to this one. Who has left the meeting's network is let in by none, from the
        moment the membership ends; `leaving.py` then takes the invitations back.
        """
        parts = Membership.objects.filter(user=models.OuterRef("person"))
        here = parts.filter(network=models.OuterRef("meeting__group__network"))
        stranger_here = ~models.Exists(here) & models.Exists(parts.in_force())
        guest = models.Q(person__isnull=True) | stranger_here
        return self.not_taken_back().filter(guest | models.Exists(here.in_force()))

    def expected(self) -> InvitationQuerySet:
        """Invited, less those who said no: the ones a reminder goes to."""
        return self.standing().exclude(answer=Answer.NO)


class Invitation(models.Model):
    """`sent_sequence` is the meeting's sequence this person was last told; None: not yet."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="meeting_invitations",
    )
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    guests = models.PositiveSmallIntegerField(_("guests and supporters"), default=0)
    access_needs = models.TextField(blank=True)
    access_met = models.BooleanField(default=False)
    payment = models.CharField(max_length=10, choices=Payment.choices, blank=True, default="")
    sent_sequence = models.PositiveIntegerField(null=True, blank=True)
    reminders = models.JSONField(default=list)
    bounced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "email"], name="one_invitation_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.email}: {self.meeting}"


def new_secret() -> str:
    return secrets.token_urlsafe(24)


class CalendarAddress(models.Model):
    """A person's private calendar address; a new secret makes the old address useless."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address"
    )
    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    reset_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Calendar of {self.person}"

    def reset(self, **_: Any) -> None:
        self.secret = new_secret()
        self.save(update_fields=["secret", "reset_at"])
