"""Published documents that notes rest on, cited by number."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub import part_dates
from hub.access.audience import PUBLIC, AudienceQuerySet
from practices.sources.wage_floor import quotes_less
from practices.topics.models import Topic

HISTORICAL_YEARS = 10


class Standing(models.TextChoices):
    """How far a source may be relied on today. Search, lists and pages say it in these words."""

    SUPERSEDED = "superseded", _("Superseded")
    HISTORICAL = "historical", _("Historical")
    UNDATED = "undated", _("Undated")


class Known(models.TextChoices):
    """How much of a date is known."""

    DAY = part_dates.DAY, _("the day")
    MONTH = part_dates.MONTH, _("only the month")
    YEAR = part_dates.YEAR, _("only the year")


class Source(models.Model):
    """A published document: who published it, where, when, and a short digest of ours."""

    ref = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=600, blank=True)
    published = models.DateField(null=True, blank=True)
    published_known = models.CharField(
        _("of its date we know"), max_length=5, choices=Known.choices, default=Known.DAY
    )
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("The last day on which its rates, thresholds, tax or law held."),
    )
    in_force = models.BooleanField(
        _("in force"),
        default=False,
        help_text=_("Law or guidance that holds until it is changed: it does not grow old."),
    )
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

    @property
    def published_words(self) -> str:
        """Its date as far as it is known: "2013", "June 2025"; nothing when there is none."""
        return part_dates.shown(self.published, self.published_known) if self.published else ""

    def is_historical(self, today: date | None = None) -> bool:
        """Older than ten years and not in force: nobody is to take it for current guidance."""
        if self.published is None or self.in_force:
            return False
        day, published = today or timezone.localdate(), self.published
        turned_ten = (published.year + HISTORICAL_YEARS, published.month, published.day)
        return turned_ten < (day.year, day.month, day.day)

    def is_superseded(self, today: date | None = None) -> bool:
        """Past its last day, or quoting an hourly wage that may not be paid today."""
        day = today or timezone.localdate()
        return bool(self.valid_until and self.valid_until < day) or quotes_less(self.digest, day)

    def standing(self, today: date | None = None) -> str:
        """A Standing, or "" for a source that may be taken as current."""
        if self.is_superseded(today):
            return Standing.SUPERSEDED
        if self.is_historical(today):
            return Standing.HISTORICAL
        return "" if self.published or self.in_force else Standing.UNDATED

    @property
    def standing_words(self) -> str:
        """The standing as a label; nothing for a current one."""
        standing = self.standing()
        return str(Standing(standing).label) if standing else ""


# What came of looking at a source's address.


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
