"""Who may do what about meetings. Seeing is `visible_to`; this is for doing."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.access.roles import may, may_anywhere, networks_where
from network.councils.models import Council
from network.meetings.models import Group, GroupMember, Meeting
from network.meetings.models.meeting import groups_led_by


def can_chair(user: Any, group: Group) -> bool:
    """Chairs and deputies of the network, and those who lead the group."""
    return user.is_authenticated and groups_led_by(user).filter(pk=group.pk).exists()


def chairs_a_network(user: Any) -> bool:
    """Groups, school holidays and days to keep free are for the network's own chairs."""
    return may_anywhere(user, "chair_the_network")


def can_act_for(user: Any, council: Council | None, group: Group) -> bool:
    """The chair acts for any council (and it is logged); a lead acts for her own."""
    if can_chair(user, group):
        return True
    own = council is not None and user.is_authenticated and user.council_id == council.pk
    return own and may(user, "speak_for_a_council", group.network)


def is_invited(user: Any, meeting: Meeting) -> bool:
    return user.is_authenticated and meeting.invitations.standing().filter(person=user).exists()


def sees_needs(user: Any, meeting: Meeting) -> bool:
    """Access needs and guests are for the chair and the host's leads alone."""
    return can_act_for(user, meeting.host, meeting.group)


def must(allowed: bool, sentence: str = "") -> None:
    """403 with a sentence unless allowed."""
    if not allowed:
        raise PermissionDenied(sentence or _("Only the chair of this group can do that."))


# The audience keys that groups give: `group:<id>` for its members and those who lead it.


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


def keys_from_groups(user: Any) -> Iterator[str]:
    """A member by person, by a council whose people she is among, or as the network's chair.

    A part in a group counts only for a member of the group's network: who has left holds nothing,
    though the part is kept until somebody takes it on.
    """
    at_home = may_anywhere(user, "read_own_councils_things")
    held = _groups(
        person=user.pk,
        councils={user.council_id} if user.council_id and at_home else set(),
        networks=networks_where(user, "belong_to_a_network"),
        chaired=networks_where(user, "chair_the_network"),
        day=timezone.localdate(),
    )
    for pk in held:
        yield f"group:{pk}"
