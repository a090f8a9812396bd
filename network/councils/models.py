"""Networks, councils, and which council belongs to which network when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from network.councils.shelf import counts_for, shelf_of


class Network(models.Model):
    """A region's network of councils, for example the West Midlands."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    region = models.CharField(max_length=60, blank=True, help_text=_("ONS region; may be changed."))
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
    kind = models.CharField(max_length=60, blank=True)
    region = models.CharField(max_length=60, blank=True)
    gss_code = models.CharField(max_length=12, unique=True, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text=_("The day it ceases to exist."))
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


class CouncilIndexPage(Page):
    """/councils/: every council of the hub."""

    max_count = 1
    parent_page_types = ["hub.HomePage"]
    subpage_types = ["councils.CouncilPage"]
    private_page_options: list[str] = []
    template = "councils/index.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Each network with its councils, and how many notes of each the reader may see."""
        counts = counts_for(request.user)
        tables: dict[Network, list[tuple[Council, int]]] = {}
        members = Council.objects.filter(network__isnull=False).select_related("network")
        for council in members.order_by("network__name", "short_name"):
            tables.setdefault(council.network, []).append((council, counts.get(council.slug, 0)))
        return super().get_context(request, *args, **kwargs) | {"tables": tables}


class CouncilPage(Page):
    """A council's shelf: its facts and, below it, its practice notes."""

    council = models.OneToOneField(Council, on_delete=models.PROTECT, related_name="page")
    parent_page_types = ["councils.CouncilIndexPage"]
    subpage_types = ["practices.PracticeNotePage"]
    private_page_options: list[str] = []
    template = "councils/council.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The council with what it has posted, as far as the reader may see it."""
        return super().get_context(request, *args, **kwargs) | {
            "council": self.council,
            "shelf": shelf_of(request.user, self.council),
            "own": getattr(request.user, "council_id", None) == self.council_id,
            "successors": list(self.council.successors.all()),
            "predecessors": list(self.council.predecessors.all()),
        }
