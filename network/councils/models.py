"""Networks, councils, and which council belongs to which network when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.access.audience import NOBODY, AudienceQuerySet, Level, key_for


class Network(models.Model):
    """A region's network of councils, for example the West Midlands."""

    first_chair: tuple[str, str]  # e-mail and name, set by create_network for its steps alone

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    region = models.CharField(max_length=60, blank=True, help_text=_("ONS region; may be changed."))
    demonstration = models.BooleanField(
        _("a demonstration"),
        default=False,
        editable=False,
        help_text=_("Its councils, people, notes and figures are made up."),
    )
    leads_publish_at_once = models.BooleanField(
        _("leads publish at once"),
        default=False,
        help_text=_("When ticked, notes by DP leads appear without waiting for an editor."),
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CouncilQuerySet(models.QuerySet):
    def in_network(self, network: Network, on: date | None = None) -> CouncilQuerySet:
        """Councils that belong to the network on a day (default: today, London)."""
        day = on or timezone.localdate()
        return self.filter(
            models.Q(memberships__left__isnull=True) | models.Q(memberships__left__gt=day),
            memberships__network=network,
            memberships__joined__lte=day,
        ).distinct()


class Council(models.Model):
    """An English council with adult social care duties. Source: mySociety, CC-BY-4.0."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, help_text=_("Full name, for example Dudley Council."))
    short_name = models.CharField(max_length=80)
    other_names = models.CharField(
        _("other names"),
        max_length=200,
        blank=True,
        help_text=_("What else people call it, parted by commas: search finds it by these."),
    )
    kind = models.CharField(max_length=60, blank=True)
    region = models.CharField(max_length=60, blank=True)
    gss_code = models.CharField(max_length=12, unique=True, null=True, blank=True)
    shadow_from = models.DateField(
        null=True, blank=True, help_text=_("The day it was elected, before it has any duties.")
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text=_("Its last day."))
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors"
    )
    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="councils"
    )

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["short_name"]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return f"/councils/{self.slug}/"

    def has_started(self, today: date | None = None) -> bool:
        return self.valid_from is None or self.valid_from <= (today or timezone.localdate())

    def is_shadow(self, today: date | None = None) -> bool:
        """Elected, and without duties until `valid_from`."""
        day = today or timezone.localdate()
        return (
            self.shadow_from is not None and self.shadow_from <= day and not self.has_started(day)
        )

    def has_ended(self, today: date | None = None) -> bool:
        """`valid_to` is its last day."""
        return self.valid_to is not None and self.valid_to < (today or timezone.localdate())


class CouncilMembership(models.Model):
    """A council's time in a network: from `joined`, up to but not including `left`."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="memberships")
    joined = models.DateField()
    left = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["joined"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "council", "joined"], name="one_membership_a_start"
            ),
            models.CheckConstraint(
                condition=models.Q(left__isnull=True) | models.Q(left__gt=models.F("joined")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council} in {self.network} from {self.joined}"


class Home(models.TextChoices):
    DEDICATED_TEAM = "dedicated_team", _("A team of its own")
    COMMISSIONING = "commissioning", _("Commissioning")
    FINANCE = "finance", _("Finance")
    HR = "hr", _("Human resources")
    CONTRACTED = "contracted", _("Contracted out")
    OTHER = "other", _("Somewhere else")


class TeamModel(models.Model):
    """Who looks after direct payments in a council, as that council tells it.

    Blank means "not told", never "none". Councils call their models different things, so the
    facts are few and in their own words.
    """

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="team_model")
    home = models.CharField(
        _("where the lead sits"), max_length=20, choices=Home.choices, blank=True
    )
    team_size = models.DecimalField(
        _("size of the team"),
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_("Full-time equivalents, for example 4.5."),
    )
    support_provider = models.CharField(_("support provider"), max_length=160, blank=True)
    set_up = models.CharField(_("who sets payments up"), max_length=160, blank=True)
    monitoring = models.CharField(_("who checks the accounts"), max_length=160, blank=True)
    review = models.CharField(_("who reviews"), max_length=160, blank=True)
    payroll = models.CharField(_("who runs payroll"), max_length=160, blank=True)
    as_at = models.DateField(_("true on"), null=True, blank=True)
    audience = models.CharField(
        _("who may see it"),
        max_length=10,
        choices=[choice for choice in Level.choices if choice[0] != Level.COUNCIL],
        default=Level.NETWORK,
    )
    audience_key = models.CharField(max_length=60, default=NOBODY, db_index=True, editable=False)

    objects = AudienceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.council}: team"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.audience_key = key_for(
            self.audience, network_id=self.council.network_id, council_id=self.council_id
        )
        super().save(*args, **kwargs)


class CouncilIndexPage(Page):
    """/councils/: every council of the hub."""

    max_count = 1
    parent_page_types = ["hub.HomePage"]
    subpage_types = ["councils.CouncilPage"]
    private_page_options: list[str] = []
    template = "councils/index.html"


class CouncilPage(Page):
    """A council's shelf: its facts and, below it, its practice notes."""

    council = models.OneToOneField(Council, on_delete=models.PROTECT, related_name="page")
    parent_page_types = ["councils.CouncilIndexPage"]
    subpage_types = ["practices.PracticeNotePage"]
    private_page_options: list[str] = []
    template = "councils/council.html"
