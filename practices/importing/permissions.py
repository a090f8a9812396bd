"""Who may import, and for which councils."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from hub.access.roles import may, networks_where
from network.councils.models import Council


def importable_councils(user: Any) -> QuerySet[Council]:
    """Councils this person may import for: all of a network she helps to run, else her own.

    A direct payments lead has her own council; a colleague, a resident and an ADASS manager none.
    """
    councils = Council.objects.filter(page__isnull=False)
    if not user.is_authenticated:
        return councils.none()
    mine = Q(network__in=networks_where(user, "moderate_notes"))
    if user.council_id and may(user, "import_own_councils_notes", user.council.network):
        mine |= Q(pk=user.council_id)
    return councils.filter(mine)


def may_publish(user: Any) -> bool:
    """For each council they may import for they moderate its network, or it lets leads publish."""
    at_once = Q(network__in=networks_where(user, "moderate_notes"))
    at_once |= Q(network__leads_publish_at_once=True)
    return not importable_councils(user).exclude(at_once).exists()
