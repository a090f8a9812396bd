"""Reading issues."""

from __future__ import annotations

from typing import Any

from django.db import models

from hub.access.audience import AudienceQuerySet
from network.escalations.states import OPEN_STATES, State


class IssueQuerySet(AudienceQuerySet):
    """`visible_to` comes from the audience; drafts carry a key that only their writer holds."""

    def sent(self) -> IssueQuerySet:
        """Everything but drafts."""
        return self.exclude(state=State.DRAFT)

    def open(self) -> IssueQuerySet:
        """Not answered and not closed."""
        return self.filter(state__in=OPEN_STATES)

    def for_the_public(self) -> IssueQuerySet:
        """Network issues whose writers agreed, once they are past the chair, newest first.

        The public page shows them without names; nothing else of them is public.
        """
        return (
            self.filter(may_be_public=True, level="network", provider_name="")
            .filter(models.Q(sent_up_at__isnull=False) | models.Q(answered_at__isnull=False))
            .exclude(outcome__in=("merged", "withdrawn"))
            .select_related("network", "council", "raised_by")
            .order_by("-sent_at")
        )

    def with_everything(self) -> IssueQuerySet:
        """What a card in a list needs, in a fixed number of queries."""
        return self.select_related(
            "network", "council", "barrier", "raised_by", "holder"
        ).prefetch_related(
            "ticks",
            models.Prefetch("signatures", queryset=self._signatures(), to_attr="standing"),
        )

    def _signatures(self) -> Any:
        model: Any = self.model._meta.get_field("signatures").related_model
        return model._default_manager.standing().select_related("council", "signed_by")


class SignatureQuerySet(models.QuerySet):
    def standing(self) -> SignatureQuerySet:
        """Signatures that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def in_network_now(self, network: Any, day: Any) -> SignatureQuerySet:
        """Those whose council still belongs to the network: only these count."""
        return self.filter(
            models.Q(council__memberships__left__isnull=True)
            | models.Q(council__memberships__left__gt=day),
            council__memberships__network=network,
            council__memberships__joined__lte=day,
        ).distinct()
