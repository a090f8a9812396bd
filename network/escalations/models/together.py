"""Asking councils that met the same barrier whether they would raise it together."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.councils.models import Council, Network

from .issue import Issue
from .setting import Barrier


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
