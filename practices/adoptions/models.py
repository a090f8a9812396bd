"""Another council does what a note tells of."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.access.roles import networks_where
from network.councils.models import Council
from practices.notes.models import PracticeNotePage


class AdoptionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Words of councils of the reader's own networks, whoever else may read the note.

        Whether she may see the note at all is asked before.
        """
        return self.in_networks(networks_where(user, "belong_to_a_network"))

    def in_networks(self, networks: Collection[int]) -> Self:
        return self.filter(council__network__in=networks)


class Adoption(models.Model):
    """One council's word on one note: how far it has got, and whom to ring. One a council."""

    class How(models.TextChoices):
        TRYING = "trying", _("Trying it")
        DOING = "doing", _("Doing it")
        OWN_WAY = "own_way", _("Doing it our own way")
        STOPPED = "stopped", _("Tried it and stopped")

    note = models.ForeignKey(PracticeNotePage, on_delete=models.CASCADE, related_name="adoptions")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="adoptions")
    how = models.CharField(_("how far have you got?"), max_length=10, choices=How.choices)
    line = models.CharField(_("one line for the others"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["note", "council"], name="one_adoption_a_council")
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.get_how_display()}"
