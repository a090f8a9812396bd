"""What a network decides for itself: the list of barriers, and its numbers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.councils.models import Network


class Barrier(models.Model):
    """What stands in the way. Editors change the list in the CMS; one in use cannot be deleted."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    in_use = models.BooleanField(
        _("offered"), default=True, help_text=_("Untick to stop offering it; old issues keep it.")
    )

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("barrier")
        verbose_name_plural = _("barriers")

    def __str__(self) -> str:
        return self.name


def _days(label: Any, default: int, hint: Any = "") -> models.PositiveSmallIntegerField:
    """A number of working days between 1 and 250."""
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        help_text=hint,
        validators=[MinValueValidator(1), MaxValueValidator(250)],
    )


class NetworkEscalationSettings(models.Model):
    """The numbers of one network. All days are working days in England."""

    network = models.OneToOneField(
        Network, on_delete=models.CASCADE, related_name="escalation_settings"
    )
    threshold = models.PositiveSmallIntegerField(
        _("councils that must sign"), default=3, validators=[MinValueValidator(1)]
    )
    due_days_normal = _days(_("days to answer"), 20)
    due_days_soon = _days(_("days to answer when it is pressing"), 10)
    due_days_urgent = _days(_("days to answer when it is urgent"), 5)
    triage_days = _days(_("days with the chair before the deputy is shown it"), 5)
    nudge_before_days = _days(_("days before it is due to remind the holder"), 3)
    nudge_after_days = _days(_("days late to remind the holder again"), 1)
    deputy_after_days = _days(_("days late to tell the deputy"), 3)
    check_after_months = models.PositiveSmallIntegerField(
        _("months until we ask if it worked"), default=3, validators=[MaxValueValidator(24)]
    )
    noes_to_reopen = models.PositiveSmallIntegerField(
        _("“no” answers that offer to open it again"), default=2, validators=[MinValueValidator(1)]
    )
    pattern_least = models.PositiveSmallIntegerField(
        _("councils that make a pattern"), default=3, validators=[MinValueValidator(2)]
    )
    adass_deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("ADASS deputy"),
        help_text=_("Is told when an issue with ADASS is late. Empty: any other ADASS manager."),
    )

    class Meta:
        verbose_name = _("settings for raised issues")
        verbose_name_plural = _("settings for raised issues")

    def __str__(self) -> str:
        return f"Raised issues in {self.network}"

    @classmethod
    def of(cls, network: Network) -> NetworkEscalationSettings:
        """This network's numbers; the first ones when it has not chosen any. Writes nothing."""
        return cls.objects.filter(network=network).first() or cls(network=network)

    def due_days(self, urgency: str) -> int:
        """Working days to answer at this urgency."""
        return int(getattr(self, f"due_days_{urgency}"))
