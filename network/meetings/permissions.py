"""Who may do what about meetings. Seeing is `visible_to`; this is for doing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from hub.access.roles import may, may_anywhere
from network.councils.models import Council
from network.meetings.models import Group, Meeting
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
