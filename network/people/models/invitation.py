"""An invitation to join: the only way to an account."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.councils.models import Council, Network
from network.people.models.membership import Role
from network.people.models.user import User

VALID_DAYS = 28


def hash_of(token: str) -> str:
    """What the table keeps of a token: who reads the table cannot accept in another's name."""
    return hashlib.sha256(token.encode()).hexdigest()


class State(models.TextChoices):
    OPEN = "open", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("out of date")


class InvitationQuerySet(models.QuerySet):
    def pending(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; it may be out of date and wait to be sent again."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """Somebody was asked to join a network, in these roles, until a day."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    organisation = models.CharField(max_length=120, blank=True)
    roles = models.JSONField(default=list)
    invited_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations_sent"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(default=timezone.now)
    times_sent = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "email"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_pending_invitation_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.network}"

    @staticmethod
    def expiry(sent: datetime) -> datetime:
        return sent + timedelta(days=VALID_DAYS)

    def state(self, now: datetime | None = None) -> State:
        """Where it stands; accepted and withdrawn outlast the expiry."""
        if self.accepted_at:
            return State.ACCEPTED
        if self.withdrawn_at:
            return State.WITHDRAWN
        return State.EXPIRED if self.expires_at <= (now or timezone.now()) else State.OPEN

    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    @property
    def from_where(self) -> str:
        return str(self.council) if self.council else self.organisation
