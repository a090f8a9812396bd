"""A question to the network, and what others answer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.access.audience import AudienceQuerySet, Level, key_for
from network.councils.models import Council, Network
from practices.topics.models import Topic


class Said(models.Model):
    """Words of a person for her council. Words stay when an account goes; the name does not."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class Question(Said):
    """Read by the members of one network. `settled_at`: whoever asked has what she needed."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="questions")
    title = models.CharField(_("your question"), max_length=160)
    detail = models.TextField(_("more about it"), blank=True, max_length=4000)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="questions"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    audience_key = models.CharField(max_length=40, db_index=True)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.audience_key = key_for(Level.NETWORK, network_id=self.network_id, council_id=None)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("practices:question", args=[self.pk])


class QuestionAnswer(Said):
    """As visible as its question."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(_("your answer"), max_length=4000)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Answer {self.pk} to question {self.question_id}"
