"""The signed token of an answer link: it names an invitation and cannot be made up."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.urls import reverse

from hub.access.roles import ROLES_THAT
from network.councils.models import Council, Network
from network.meetings.models import Group, Invitation
from network.people.models import Membership, User

SALT = "meetings.answer"


def token_for(invitation: Invitation) -> str:
    return signing.Signer(salt=SALT).sign(str(invitation.pk))


def answer_url(invitation: Invitation) -> str:
    """The full address of the answer page, good until the meeting is over."""
    return settings.HUB_URL + reverse("meetings:answer", args=[token_for(invitation)])


def invitation_id(token: str) -> int | None:
    """None for a token that was cut short or made up."""
    try:
        return int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


# Who is asked to a group's meetings.


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
        here = Membership.objects.in_force().filter(network=group.network)
        leads = here.filter(role__in=ROLES_THAT["speak_for_a_council"])
        people = User.objects.filter(
            Q(pk__in=current.filter(person__in=here.values("user")).values("person"))
            | Q(council__in=current.values("council"), pk__in=leads.values("user"))
        )
    active = people.filter(is_active=True).select_related("council").order_by("name")
    return [Invitee(user.email, user.name, user, user.council) for user in active]


def invitee_at(email: str, name: str, network: Network) -> Invitee:
    """Whoever has this address. Somebody who has left is asked as a guest: the link in the mail
    answers, but their account opens nothing."""
    person = User.objects.filter(email=email.lower()).first()
    if person is None or not person.is_member() or has_left(person, network):
        return Invitee(email, name)
    return Invitee(email, name, person, person.council)


def has_left(person: User, network: Network) -> bool:
    """Once belonged to this network and does no longer."""
    return not person.is_member(network) and person.memberships.filter(network=network).exists()
