"""The audience keys that groups give: `group:<id>` for its members and those who lead it."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from hub.written import Written
from network.meetings.models import Group, GroupMember
from network.people.models import CHAIRING


def _groups(
    person: int,
    councils: Collection[int],
    networks: Collection[int],
    chaired: Collection[int],
    day: date,
) -> QuerySet[Group, int]:
    mine = Q(person=person) | Q(council__in=councils)
    current = GroupMember.objects.current(day).filter(mine, group__network__in=networks)
    hers = Group.objects.filter(Q(pk__in=current.values("group")) | Q(network__in=chaired))
    return hers.order_by().values_list("pk", flat=True)


GROUPS = Written(_groups)


def keys_from_groups(user: Any) -> Iterator[str]:
    """A member by person, by a council whose people she is among, or as the network's chair.

    A part in a group counts only for a member of the group's network: who has left holds nothing,
    though the part is kept until somebody takes it on.
    """
    parts = user.parts()
    chaired = {part.network_id for part in parts if part.role in CHAIRING}
    held = GROUPS.rows(
        person=user.pk,
        councils={user.council_id} if user.council_id else set(),
        networks={part.network_id for part in parts},
        chaired=chaired,
        day=timezone.localdate(),
    )
    for pk in held:
        yield f"group:{pk}"
