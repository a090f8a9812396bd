"""What came of looking at a source's address."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from practices.models.source import Source


class LinkState(models.TextChoices):
    OPENS = "opens", _("opens")
    MOVED = "moved", _("leads elsewhere")
    UNCLEAR = "unclear", _("would not say")
    DEAD = "dead", _("does not open")


class LinkCheck(models.Model):
    """The last look at one source's address, kept so that the next one is a week later."""

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="link_check")
    url = models.URLField(max_length=600, help_text=_("The address that was looked at."))
    host = models.CharField(max_length=260, db_index=True)
    state = models.CharField(max_length=10, choices=LinkState.choices)
    said = models.CharField(max_length=200, blank=True, help_text=_("What the host answered."))
    failures = models.PositiveSmallIntegerField(default=0, help_text=_("Looks without an answer."))
    checked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.url}: {self.state}"
