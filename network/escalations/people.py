"""Who is who around an issue: who speaks for those who asked, who chairs, who manages."""

from __future__ import annotations

from django.utils import timezone

from hub.access.roles import ROLES_THAT, may
from network.councils.models import Council, Network
from network.escalations.models import Issue, NetworkEscalationSettings
from network.escalations.permissions import standing_signatures
from network.people.models import Membership, Role, User


def with_role(network: Network, *roles: str) -> list[User]:
    """Active people with one of these roles now, longest in the role first."""
    held = Membership.objects.current().filter(network=network, role__in=roles)
    found = held.filter(user__is_active=True).select_related("user__council")
    return list(dict.fromkeys(one.user for one in found.order_by("started", "pk")))


def chairs(network: Network) -> list[User]:
    """The chair, or the deputies where there is no chair."""
    return with_role(network, Role.CHAIR) or with_role(network, Role.DEPUTY)


def deputies(network: Network) -> list[User]:
    """Deputy chairs."""
    return with_role(network, Role.DEPUTY)


def chairing(network: Network) -> list[User]:
    """Chair and deputies together."""
    return with_role(network, *ROLES_THAT["chair_the_network"])


def managers(network: Network) -> list[User]:
    """ADASS managers."""
    return with_role(network, *ROLES_THAT["answer_for_adass"])


def managers_deputy(network: Network, holder: User | None) -> list[User]:
    """Who is told when an issue with ADASS is late: the deputy chosen, else the other managers.

    A deputy who has left is as good as none.
    """
    chosen = NetworkEscalationSettings.of(network).adass_deputy
    if chosen is not None and chosen != holder and is_here(chosen, network):
        return [chosen]
    return [user for user in managers(network) if user != holder]


def leads_of(council: Council | None, network: Network) -> list[User]:
    """Leads of a council now, longest in the role first."""
    if council is None:
        return []
    speaking = with_role(network, *ROLES_THAT["speak_for_a_council"])
    return [user for user in speaking if user.council_id == council.pk]


def is_here(user: User, network: Network) -> bool:
    """Still has an account and a part in the network."""
    return may(user, "belong_to_a_network", network)


def speaker(user: User, council: Council | None, network: Network) -> User | None:
    """The person to write to: the one who acted, or her council's next lead when she has left."""
    if is_here(user, network) and (council is None or user.council_id == council.pk):
        return user
    return next(iter(leads_of(council, network)), None)


def belongs_now(council: Council | None, network: Network) -> bool:
    """Whether the council is in the network today; people without a council always belong."""
    if council is None:
        return True
    return Council.objects.in_network(network, timezone.localdate()).filter(pk=council.pk).exists()


def askers(issue: Issue) -> list[tuple[User, Council | None]]:
    """Everyone who asked: the raiser and one speaker for each council that signed, each once."""
    said = [(issue.raised_by, issue.council)]
    said += [(one.signed_by, one.council) for one in standing_signatures(issue)]
    found: dict[User, Council | None] = {}
    for user, council in said:
        person = speaker(user, council, issue.network)
        if person is not None:
            found.setdefault(person, council)
    return list(found.items())


def everyone(network: Network) -> list[User]:
    """All members of the network and its ADASS managers."""
    return with_role(network, *ROLES_THAT["belong_to_a_network"])
