"""The answer and what follows from it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .issue import Issue


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
