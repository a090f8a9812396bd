"""The audience keys that groups give: `group:<id>` for its members and those who lead it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from network.meetings.models import Group, GroupMember
from network.people.models import CHAIRING


def keys_from_groups(user: Any) -> Iterator[str]:
    """A member by person, by a council whose people she is among, or as the network's chair.

    A council counts only while she still has a part in a network: who has left holds nothing.
    """
    parts = user.parts()
    chaired = {part.network_id for part in parts if part.role in CHAIRING}
    mine = Q(person=user)
    if user.council_id and parts:
        mine |= Q(council_id=user.council_id)
    current = GroupMember.objects.current().filter(mine)
    groups = Group.objects.filter(Q(pk__in=current.values("group")) | Q(network__in=chaired))
    for pk in groups.values_list("pk", flat=True):
        yield f"group:{pk}"
