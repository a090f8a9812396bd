"""The audience keys that groups give: `group:<id>` for its members and those who lead it."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from hub.access.roles import may_anywhere, networks_where
from hub.written import Written
from network.meetings.models import Group, GroupMember


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
    at_home = may_anywhere(user, "read_own_councils_things")
    held = GROUPS.rows(
        person=user.pk,
        councils={user.council_id} if user.council_id and at_home else set(),
        networks=networks_where(user, "belong_to_a_network"),
        chaired=networks_where(user, "chair_the_network"),
        day=timezone.localdate(),
    )
    for pk in held:
        yield f"group:{pk}"
