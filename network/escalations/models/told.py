"""Who must hear the answer and by what way, whether it worked, and which reminders went out."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.mail.models import Message
from network.councils.models import Council
from network.people.models import ContactWay

from .issue import Issue


class TellBack(models.Model):
    """One person to be told one answer. Letters, calls and texts are ticked by a person."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Not yet")
        SENT = "sent", _("E-mail sent")
        TOLD = "told", _("Told")
        FAILED = "failed", _("E-mail came back")
        GONE = "gone", _("No longer in the network")

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="tell_backs")
    run = models.PositiveSmallIntegerField(default=1)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tell_backs"
    )
    council = models.ForeignKey(Council, null=True, on_delete=models.PROTECT, related_name="+")
    asked = models.BooleanField(default=True, help_text=_("Raised or signed it."))
    way = models.CharField(max_length=10, choices=ContactWay.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)
    message = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "run", "user"], name="told_once_a_run")
        ]

    def __str__(self) -> str:
        return f"Tell-back {self.pk}"


class Check(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class FollowUp(models.Model):
    """Did it work? Asked of each signatory some months after the answer."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="follow_ups")
    run = models.PositiveSmallIntegerField(default=1)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follow_ups"
    )
    council = models.ForeignKey(Council, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Check.choices, blank=True)
    line = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "run", "user"], name="checked_once_a_run")
        ]

    def __str__(self) -> str:
        return f"Check {self.pk}"


class Nudge(models.Model):
    """A reminder that went out: its row is what makes it go out once."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="nudges")
    run = models.PositiveSmallIntegerField(default=1)
    step = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "run", "step"], name="nudged_once_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.step} for issue {self.issue_id}"
