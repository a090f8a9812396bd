"""What the network talks about: a list that the chair edits."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """A first-class subject with a page of its own, for example fraud."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    what_it_is = models.TextField(_("what it is"), blank=True)
    why_hard = models.TextField(_("why it is hard"), blank=True)
    shown_first = models.BooleanField(
        _("shown first"),
        default=False,
        help_text=_("One of the few a newcomer sees on the home page."),
    )
    synonyms = models.TextField(blank=True, help_text=_("One a line: other words for it."))
    covers = models.TextField(
        blank=True, help_text=_("One a line: topic words in imported sources that belong here.")
    )
    old_slugs = models.TextField(
        _("older addresses"),
        blank=True,
        help_text=_("One a line: the last part of addresses that this topic had, or took over."),
    )
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/topics/{self.slug}/"

    @classmethod
    def at_old_address(cls, slug: str) -> "Topic | None":
        """The topic that an older address leads to."""
        held = cls.objects.filter(old_slugs__contains=slug)
        return next((topic for topic in held if slug in topic.old_slugs.split()), None)
