"""The outbox: a message is a row until it has been handed to a mail server.

waiting → taken (one runner has it for a minute) → leaving (the server is being given it) → sent.
A taken message whose runner died waits again after the minute: nothing was handed over. Of a
leaving one nobody can know, so it becomes `unsure` and no program sends it again.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.access.roles import networks_where

CLAIM = timedelta(seconds=60)  # longer than any one step of handing over may take
WIPED = _("The words of this message held a code or a link to sign in. They were wiped.")


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("Waiting: a job runner has it")
    LEAVING = "leaving", _("Leaving now")
    SENT = "sent", _("Sent")
    UNSURE = "unsure", _("May have been sent: the job runner died while it left")
    FAILED = "failed", _("Failed")
    DROPPED = "dropped", _("Dropped by an administrator")


# A message in one of these holds back the later ones of its thread. One that failed for good does
# not: it is for an administrator, and what came after it has gone on.
UNSENT = (State.WAITING, State.TAKEN, State.LEAVING)
OVER = (State.SENT, State.UNSURE, State.FAILED, State.DROPPED)
SETTLEABLE = (State.WAITING, State.FAILED, State.UNSURE)  # an administrator may retry or drop it


class MessageQuerySet(models.QuerySet):
    def due(self) -> MessageQuerySet:
        """Waiting messages whose time has come and whose thread has nothing unsent before them."""
        earlier = Message.objects.filter(
            thread=models.OuterRef("thread"), pk__lt=models.OuterRef("pk"), state__in=UNSENT
        ).exclude(thread="")
        return self.filter(state=State.WAITING, next_try__lte=timezone.now()).exclude(
            models.Exists(earlier)
        )

    def visible_to(self, user: Any) -> MessageQuerySet:
        """What an administrator may look after: messages to people of the networks they run.

        Those to an address without an account, a guest's, tell of a network too; they are for
        administrators of every network on the hub. Nobody else sees any.
        """
        mine = networks_where(user, "run_the_hub")
        if not mine:
            return self.none()
        people = get_user_model().objects.filter(memberships__isnull=False)
        if not people.exclude(memberships__network__in=mine).exists():
            return self
        theirs = people.filter(memberships__network__in=mine)
        return self.filter(address__in=theirs.annotate(at=Lower("email")).values("at"))

    def take_back(self) -> None:
        """Messages of runners that died: those not yet begun wait again, the others are unsure."""
        over = Message.objects.filter(next_try__lt=timezone.now())
        over.filter(state=State.TAKEN).update(state=State.WAITING, claim_word="")
        for message in over.filter(state=State.LEAVING):
            held = Message.objects.filter(
                pk=message.pk, state=State.LEAVING, claim_word=message.claim_word
            )
            if held.update(state=State.UNSURE, claim_word=""):
                message.wipe_if_secret()


class Message(models.Model):
    """One e-mail as it will leave, byte for byte."""

    sender = models.CharField(max_length=320)
    recipients = models.JSONField(help_text=_("Addresses, all of them."))
    address = models.CharField(max_length=320, db_index=True, editable=False, default="")
    kind = models.CharField(max_length=60, blank=True, help_text=_("What it tells, in general."))
    subject = models.CharField(max_length=500)
    raw = models.BinaryField()
    thread = models.CharField(
        max_length=250,
        blank=True,
        db_index=True,
        help_text=_("Messages of one thread leave in order, so no cancellation overtakes."),
    )
    secret = models.BooleanField(
        default=False, help_text=_("Holds a code or a link to sign in: first out, never shown.")
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    created = models.DateTimeField(default=timezone.now)
    next_try = models.DateTimeField(default=timezone.now)
    claim_word = models.CharField(max_length=40, blank=True)  # which runner has it
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_try"])]

    def __str__(self) -> str:
        return f"{self.subject} → {', '.join(self.recipients)}"

    @property
    def name(self) -> str:
        """What administrators call it: its kind, for they see neither subject nor words."""
        return self.kind or str(_("message about an account"))

    def claim(self) -> bool:
        """Take this message for a minute; False when another process has it or it is not due."""
        now, word = timezone.now(), secrets.token_hex(16)
        due = Message.objects.filter(pk=self.pk, state=State.WAITING, next_try__lte=now)
        taken = due.update(
            state=State.TAKEN, claim_word=word, next_try=now + CLAIM, tries=models.F("tries") + 1
        )
        if taken:
            self.refresh_from_db()
        return bool(taken)

    def begin_handing_over(self) -> bool:
        """The last step before the message may have gone; False when the minute is over."""
        now = timezone.now()
        mine = Message.objects.filter(pk=self.pk, state=State.TAKEN, claim_word=self.claim_word)
        begun = mine.filter(next_try__gt=now).update(state=State.LEAVING, next_try=now + CLAIM)
        if begun:
            self.state = State.LEAVING
        return bool(begun)

    def settle(self, state: str, **fields: object) -> bool:
        """Write down what became of a message in hand; False when it is no longer in hand."""
        mine = Message.objects.filter(pk=self.pk, state=self.state, claim_word=self.claim_word)
        if not mine.update(state=state, claim_word="", **fields):
            return False
        self.refresh_from_db()
        if state in OVER:
            self.wipe_if_secret()
        return True

    def wipe_if_secret(self) -> None:
        """Codes and links that let somebody sign in are kept no longer than they are needed."""
        if not self.secret:
            return
        bare = EmailMessage(policy=policy.SMTP)
        for name, value in self.parsed().items():
            if name.lower() in ("from", "to", "subject", "date", "message-id"):
                bare[name] = value
        bare.set_content(str(WIPED))
        self.raw = bare.as_bytes()
        Message.objects.filter(pk=self.pk).update(raw=self.raw)

    def parsed(self) -> EmailMessage:
        return message_from_bytes(bytes(self.raw), policy=policy.default)

    def text(self) -> str:
        """The plain-text part, as a person reads it."""
        part = self.parsed().get_body(preferencelist=("plain", "html"))
        return part.get_content() if part else ""
