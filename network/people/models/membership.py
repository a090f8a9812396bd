"""The part a person plays in a network, and the record of who gave or ended it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.access.roles import ROLES_THAT, Role
from network.councils.models import Network
from network.people.models.user import User


class MembershipQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> MembershipQuerySet:
        """Memberships in force on a day (default: today, London)."""
        day = on or timezone.localdate()
        return self.filter(models.Q(ended__isnull=True) | models.Q(ended__gt=day), started__lte=day)

    def in_force(self, on: date | None = None) -> MembershipQuerySet:
        """Current memberships of open accounts: what makes somebody a member, asked in bulk.

        `User.is_member` asks the same of one person. Whoever has none has left.
        """
        roles = ROLES_THAT["belong_to_a_network"]
        return self.current(on).filter(user__is_active=True, role__in=roles)


class Membership(models.Model):
    """One part a person plays in one network; a person may play several."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="people")
    role = models.CharField(max_length=20, choices=Role.choices)
    started = models.DateField(default=timezone.localdate)
    ended = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["network_id", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "network", "role"],
                condition=models.Q(ended__isnull=True),
                name="one_open_membership_a_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.network}"

    @staticmethod
    def parts_of(user: User) -> list[Membership]:
        """Their memberships of today with their networks; every page of a member asks.

        A role that no row of `hub.access.roles` describes is no membership: it gives nothing.
        """
        held = Membership.objects.filter(user=user, role__in=ROLES_THAT["belong_to_a_network"])
        parts = list(held.current().select_related("network"))
        for part in parts:
            part.user = user
        return parts


class RoleChange(models.Model):
    """Who gave or ended which role, when and why. Written by services, never edited."""

    class Did(models.TextChoices):
        GIVEN = "given", _("given")
        ENDED = "ended", _("ended")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_changes")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    did = models.CharField(max_length=10, choices=Did.choices)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.get_did_display()}: {self.user}"
