"""The first account of a real network: its chair, by invitation; and administrators."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from hub.access.roles import ROLES_THAT
from network.councils.models import Network
from network.people.invitations import CannotInvite, Guest, invite
from network.people.models import Invitation, Membership, Role, User
from network.people.roles import give_role

LATER = 'No chair yet. Invite one with: manage.py create_network "{network}" --chair EMAIL --chair-name NAME'


def invite_first_chair(network: Network) -> str | None:
    """Step of a new network. `network.first_chair` is (e-mail, name), both empty for none.

    The link is printed too, for a hub that has no mail server yet.
    """
    email, name = getattr(network, "first_chair", ("", ""))
    if not email:
        seated = getattr(network, "seats_its_chair", False) or has_chair(network)
        return None if seated else LATER.format(network=network)
    try:
        validate_email(email)
    except ValidationError:
        return f"“{email}” is not an e-mail address, so nobody was invited to be chair."
    guest = Guest(email=email, name=name or email, roles=(Role.CHAIR,), organisation=network.name)
    try:
        _invitation, link = invite(network, guest, by=None)
    except CannotInvite as why:
        return str(why)
    return (
        f"{guest.name} is invited to be chair, by mail to {email}. The link, for 28 days:\n{link}"
    )


def has_chair(network: Network) -> bool:
    """A chair, or an invitation to become one."""
    chairs = Membership.objects.current().filter(
        network=network, role__in=ROLES_THAT["chair_the_network"]
    )
    waiting = Invitation.objects.pending().filter(network=network)
    return chairs.exists() or any(Role.CHAIR in row.roles for row in waiting)


@transaction.atomic
def make_administrator(user: User) -> list[Network]:
    """Administrator of every network of this hub; returns them."""
    networks = list(Network.objects.all())
    for network in networks:
        give_role(user, network, Role.ADMINISTRATOR, by=None)
    return networks
