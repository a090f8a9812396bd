"""Who is asked to a group's meetings."""

from dataclasses import dataclass

from django.db.models import Q

from hub.access.roles import ROLES_THAT
from network.councils.models import Council
from network.meetings.models import Group
from network.people.models import Membership, User


@dataclass(frozen=True)
class Invitee:
    email: str
    name: str = ""
    person: User | None = None
    council: Council | None = None


def members_of(group: Group) -> list[Invitee]:
    """The network's leads, chairs, residents and ADASS managers, or a smaller group's members:
    each person, and for a member council its leads."""
    if group.kind == Group.Kind.NETWORK:
        asked = ROLES_THAT["be_asked_to_meetings"]
        parts = Membership.objects.current().filter(network=group.network, role__in=asked)
        people = User.objects.filter(pk__in=parts.values("user"))
    else:
        current = group.members.current()
        speaking = ROLES_THAT["speak_for_a_council"]
        leads = Membership.objects.current().filter(network=group.network, role__in=speaking)
        people = User.objects.filter(
            Q(pk__in=current.filter(person__isnull=False).values("person"))
            | Q(council__in=current.values("council"), pk__in=leads.values("user"))
        )
    active = people.filter(is_active=True).select_related("council").order_by("name")
    return [Invitee(user.email, user.name, user, user.council) for user in active]
