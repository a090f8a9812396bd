"""Who is asked to a group's meetings."""

from dataclasses import dataclass

from django.db.models import Q

from network.councils.models import Council
from network.meetings.models import Group
from network.people.models import Membership, Role, User

ASKED_ROLES = (Role.DP_LEAD, Role.CHAIR, Role.DEPUTY, Role.RESIDENT, Role.ADASS_MANAGER)


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
        parts = Membership.objects.current().filter(network=group.network, role__in=ASKED_ROLES)
        people = User.objects.filter(pk__in=parts.values("user"))
    else:
        current = group.members.current()
        leads = Membership.objects.current().filter(role=Role.DP_LEAD)
        people = User.objects.filter(
            Q(pk__in=current.filter(person__isnull=False).values("person"))
            | Q(council__in=current.values("council"), pk__in=leads.values("user"))
        )
    active = people.filter(is_active=True).select_related("council").order_by("name")
    return [Invitee(user.email, user.name, user, user.council) for user in active]
