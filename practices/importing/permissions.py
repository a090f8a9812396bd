"""Who may import, and for which councils."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from network.councils.models import Council
from network.people.models import RUNNING, Role


def importable_councils(user: Any) -> QuerySet[Council]:
    """Councils this person may import for: all of a network she helps to run, else her own.

    A direct payments lead has her own council; a colleague, a resident and an ADASS manager none.
    """
    councils = Council.objects.filter(page__isnull=False)
    if not user.is_authenticated:
        return councils.none()
    if user.is_superuser:
        return councils
    run = [part.network_id for part in user.parts() if part.role in RUNNING]
    if run:
        return councils.filter(network__in=run)
    own = user.council_id if user.is_role(Role.DP_LEAD) else None
    return councils.filter(pk=own) if own else councils.none()


def may_publish(user: Any) -> bool:
    """Those who run a network; a lead where her network lets leads publish at once."""
    if user.is_superuser or user.is_role(*RUNNING):
        return True
    return bool(user.network and user.network.leads_publish_at_once)
