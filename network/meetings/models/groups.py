"""How people meet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.access.audience import AudienceQuerySet
from network.councils.models import Council, Network


class Way(models.TextChoices):
    PERSON = "person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


# Who meets: the network itself, steering groups, boards, user groups, task groups.


class Group(models.Model):
    """A body that meets. `audience_key` says who may see it and, by default, its meetings."""

    class Kind(models.TextChoices):
        NETWORK = "network", _("The whole network")
        STEERING = "steering", _("Steering group")
        BOARD = "board", _("Partnership board")
        USERS = "users", _("User group")
        TASK = "task", _("Task group")

    class DecisionRule(models.TextChoices):
        NONE = "none", _("No rule")
        IN_MEETING = "in_meeting", _("Only in a meeting")
        USER_MAJORITY = "user_majority", _("Only when most of those present are users")
        CONSENSUS = "consensus", _("When nobody objects")
        VOTE = "vote", _("By a vote of the members")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NETWORK)
    reports_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="task_groups"
    )
    remit = models.TextField(blank=True, help_text=_("What the group is for."))
    terms = models.TextField(_("terms of reference"), blank=True)
    not_yet_heard = models.TextField(
        _("who is not yet heard"), blank=True, help_text=_("Whose voice the group still lacks.")
    )
    decision_rule = models.CharField(
        max_length=15, choices=DecisionRule.choices, default=DecisionRule.NONE
    )
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("How many must be there to decide. Empty: no quorum.")
    )
    audience_key = models.CharField(max_length=60, db_index=True, editable=False, default="")

    objects = AudienceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.audience_key and self.kind == self.Kind.NETWORK:
            self.audience_key = f"adass:{self.network_id}"
        super().save(*args, **kwargs)
        if not self.audience_key:
            self.audience_key = f"group:{self.pk}"
            super().save(update_fields=["audience_key"])

    def get_absolute_url(self) -> str:
        return reverse("meetings:group", args=[self.pk])


class Part(models.TextChoices):
    CHAIR = "chair", _("Chair")
    RESIDENT_CHAIR = "resident_chair", _("Co-chair, resident")
    COUNCIL_CHAIR = "council_chair", _("Co-chair, council")
    DEPUTY = "deputy", _("Deputy chair")
    MEMBER = "member", _("Member")


LEADING = (Part.CHAIR, Part.RESIDENT_CHAIR, Part.COUNCIL_CHAIR, Part.DEPUTY)


class GroupMemberQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> GroupMemberQuerySet:
        day = on or timezone.localdate()
        return self.filter(models.Q(left__isnull=True) | models.Q(left__gt=day), joined__lte=day)


class GroupMember(models.Model):
    """A person or a whole council in a group, from `joined` up to but not including `left`."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="group_parts",
    )
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.CASCADE, related_name="group_parts"
    )
    part = models.CharField(max_length=15, choices=Part.choices, default=Part.MEMBER)
    joined = models.DateField(default=timezone.localdate)
    left = models.DateField(null=True, blank=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        ordering = ["joined", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(council__isnull=True),
                name="group_member_is_a_person_or_a_council",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.council}, {self.get_part_display()}"
