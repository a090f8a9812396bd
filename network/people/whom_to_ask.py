"""Whom to ask: the people who run a network, and what strangers are told of them."""

from django.db.models import QuerySet

from hub.access.roles import ROLES_THAT, Role
from network.councils.models import Network
from network.people.models import Membership, User

ORDER = tuple(role for role in Role if role in ROLES_THAT["run_the_network"])


def those_who_run(network: Network) -> list[User]:
    """Chair first, then deputy, then administrators; each once."""
    parts = (
        Membership.objects.current()
        .filter(network=network, role__in=ORDER, user__is_active=True)
        .select_related("user")
    )
    ranked = sorted(parts, key=lambda part: (ORDER.index(Role(part.role)), part.user.name))
    return list(dict.fromkeys(part.user for part in ranked))


def networks_with_chairs() -> list[tuple[Network, list[User]]]:
    """Each network with its chair and deputy, for strangers who want to join."""
    chairs: QuerySet[Membership] = (
        Membership.objects.current()
        .filter(role__in=ROLES_THAT["chair_the_network"], user__is_active=True)
        .select_related("user", "network")
        .order_by("role", "user__name")
    )
    found: dict[Network, list[User]] = {network: [] for network in Network.objects.all()}
    for part in chairs:
        found[part.network].append(part.user)
    return list(found.items())
