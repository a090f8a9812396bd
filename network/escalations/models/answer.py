"""The answer and what follows from it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.mail.models import Message
from network.councils.models import Council
from network.escalations.models.issue import Issue
from network.people.models import ContactWay


class Outcome(models.TextChoices):
    AGREED = "agreed", _("Agreed")
    PARTLY = "partly", _("Agreed in part")
    NOT_AGREED = "not_agreed", _("Not agreed")
    NATIONAL = "national", _("Needs national action")


class Answer(models.Model):
    """One answer for each run of an issue. Private until `published_at`.

    `version` grows with each save: whoever saves on an older one is shown both texts.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="answers")
    run = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    in_plain_words = models.TextField()
    reasons = models.TextField()
    not_yet_because = models.TextField(blank=True)
    within_network = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["run"]
        constraints = [models.UniqueConstraint(fields=["issue", "run"], name="one_answer_a_run")]

    def __str__(self) -> str:
        return f"Answer to issue {self.issue_id}"


class Action(models.Model):
    """Something that follows, with its owner and its day. As private as its answer until then."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="actions")
    run = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=120)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.text


# Questions and replies, and notes that only ADASS managers see.


class Question(models.Model):
    """Asked by the chair or a manager; the clock rests until the reply."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    text = models.TextField()
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"Question {self.pk}"


class PrivateNote(models.Model):
    """For ADASS managers of the network only: in no page, mail, search or export for others."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="private_notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Private note {self.pk}"


# Who must hear the answer and by what way, whether it worked, and which reminders went out.


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
