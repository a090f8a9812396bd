"""What a council that ended leaves to those that follow it: one rule, worked out from the dates.

From the day after its last day its successors carry on what it left. Nothing is copied, so nothing
is told twice, and each thing keeps the name of the council that said it: a successor has not taken
a position until it says so itself. Balances of the rota move by the same dates: successors share
them equally (`follows` in docs/rota.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from network.councils.models import Council


def left_to(council: Council | None, today: date | None = None) -> list[Council]:
    """The councils that ended and left their things to this one, those that they followed too.

    Asks the database only for a council that has a first day: most have none.
    """
    day = today or timezone.localdate()
    found: list[Council] = []
    waiting = [council] if council is not None else []
    while waiting:
        heir = waiting.pop(0)
        if heir.valid_from is None or not heir.has_started(day):
            continue
        for older in heir.predecessors.all():
            if older.has_ended(day) and older not in found:
                found.append(older)
                waiting.append(older)
    return found


def is_at_home(user: Any, council: Council | None, today: date | None = None) -> bool:
    """Whether the user's own council is this one, or carries on what this one left."""
    if council is None or user.council_id is None:
        return False
    if user.council_id == council.pk:
        return True
    return council.has_ended(today) and council in left_to(user.council, today)


def with_left_to(councils: Iterable[Council]) -> list[Council]:
    """These councils, and those that left their things to them."""
    councils = list(councils)
    return list(dict.fromkeys([*councils, *(old for one in councils for old in left_to(one))]))
