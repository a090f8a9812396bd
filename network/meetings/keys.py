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
    person: int, councils: Collection[int], chaired: Collection[int], day: date
) -> QuerySet[Group, int]:
    mine = Q(person=person) | Q(council__in=councils)
    current = GroupMember.objects.current(day).filter(mine)
    hers = Group.objects.filter(Q(pk__in=current.values("group")) | Q(network__in=chaired))
    return hers.order_by().values_list("pk", flat=True)


GROUPS = Written(_groups)


def keys_from_groups(user: Any) -> Iterator[str]:
    """A member by person, by a council whose people she is among, or as the network's chair.

    A council counts only while she still has a part in a network: who has left holds nothing.
    """
    chaired = networks_where(user, "chair_the_network")
    at_home = may_anywhere(user, "read_own_councils_things")
    councils = {user.council_id} if user.council_id and at_home else set()
    today = timezone.localdate()
    for pk in GROUPS.rows(person=user.pk, councils=councils, chaired=chaired, day=today):
        yield f"group:{pk}"
