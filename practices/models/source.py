"""Published documents that notes rest on, cited by number."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.audience import PUBLIC, AudienceQuerySet
from practices.models.topic import Topic

HISTORICAL_YEARS = 10


class Source(models.Model):
    """A published document: who published it, where, when, and a short digest of ours."""

    ref = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=600, blank=True)
    published = models.DateField(null=True, blank=True)
    digest = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="sources")
    audience_key = models.CharField(max_length=60, default=PUBLIC, db_index=True, editable=False)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = _("source")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/sources/{self.ref}/"

    def is_historical(self, today: date | None = None) -> bool:
        """Older than ten years: shown as such, so nobody takes it for current guidance."""
        if self.published is None:
            return False
        day, published = today or timezone.localdate(), self.published
        turned_ten = (published.year + HISTORICAL_YEARS, published.month, published.day)
        return turned_ten < (day.year, day.month, day.day)
