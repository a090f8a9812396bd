"""The outbox: a message is a row until it has been handed to a mail server."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CLAIM = timedelta(minutes=5)


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    DROPPED = "dropped", _("Dropped by an administrator")


# A message in one of these holds back the later ones of its thread.
UNSENT = (State.WAITING, State.FAILED)


class MessageQuerySet(models.QuerySet):
    def due(self) -> MessageQuerySet:
        """Waiting messages whose time has come and whose thread has nothing unsent before them."""
        earlier = Message.objects.filter(
            thread=models.OuterRef("thread"), pk__lt=models.OuterRef("pk"), state__in=UNSENT
        ).exclude(thread="")
        return self.filter(state=State.WAITING, next_try__lte=timezone.now()).exclude(
            models.Exists(earlier)
        )


class Message(models.Model):
    """One e-mail as it will leave, byte for byte."""

    sender = models.CharField(max_length=320)
    recipients = models.JSONField(help_text=_("Addresses, all of them."))
    subject = models.CharField(max_length=500)
    raw = models.BinaryField()
    thread = models.CharField(
        max_length=250,
        blank=True,
        db_index=True,
        help_text=_("Messages of one thread leave in order, so no cancellation overtakes."),
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    created = models.DateTimeField(default=timezone.now)
    next_try = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_try"])]

    def __str__(self) -> str:
        return f"{self.subject} → {', '.join(self.recipients)}"

    def claim(self) -> bool:
        """Take this message for sending; False when another process has it or it is not due."""
        now = timezone.now()
        return bool(
            Message.objects.filter(pk=self.pk, state=State.WAITING, next_try__lte=now).update(
                next_try=now + CLAIM, tries=models.F("tries") + 1
            )
        )

    def parsed(self) -> EmailMessage:
        return message_from_bytes(bytes(self.raw), policy=policy.default)

    def text(self) -> str:
        """The plain-text part, as a person reads it."""
        part = self.parsed().get_body(preferencelist=("plain", "html"))
        return part.get_content() if part else ""
