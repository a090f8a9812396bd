"""Reading people: the directory of a network."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from hub.access.roles import ROLES_THAT, Role
from network.councils.models import Council, Network
from network.people.models import Membership, User

LONGEST_QUESTION_WORDS = 8


@dataclass(frozen=True)
class Seated:
    """Somebody from a council, with their roles in words."""

    name: str
    url: str
    roles: str


def people_by_key(keys: Collection[int], reader: User) -> dict[int, User]:
    """Those of these people whom the reader may look up, with council and parts, in two queries."""
    people = User.objects.visible_to(reader).select_related("council").in_bulk(keys)
    parts = defaultdict(list)
    for part in Membership.objects.current().filter(user__in=people).select_related("network"):
        parts[part.user_id].append(part)
    for person in people.values():
        person.hold_parts(parts[person.pk])
    return people


def people_of(
    network: Network, reader: User, asked: Mapping[str, Any] | None = None
) -> QuerySet[User]:
    """Members of the network whom the reader may look up, with their current parts in it.

    `asked` holds q (words that must all match), council and role; what is empty filters nothing.
    """
    asked = asked or {}
    mine = Membership.objects.current().filter(network=network)
    people = User.objects.visible_to(reader).filter(pk__in=mine.values("user_id"))
    for word in (asked.get("q") or "").replace("\0", "").split()[:LONGEST_QUESTION_WORDS]:
        people = people.filter(
            Q(name__icontains=word)
            | Q(council__name__icontains=word)
            | Q(council__short_name__icontains=word)
            | Q(organisation__icontains=word)
            | Q(job_title__icontains=word)
            | Q(ask_me_about__icontains=word)
        )
    if asked.get("council"):
        people = people.filter(council=asked["council"])
    if asked.get("role"):
        people = people.filter(pk__in=mine.filter(role=asked["role"]).values("user_id"))
    return (
        people.select_related("council")  # type: ignore[no-redef]  # User declares parts_here for the callers
        .prefetch_related(Prefetch("memberships", queryset=mine, to_attr="parts_here"))
        .order_by("name", "pk")
    )


# Whom to ask: the people who run a network, and what strangers are told of them.

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


# People on their council's page, for members of the network only.


def people_of_council(reader: Any, council: Council) -> Iterator[Seated]:
    """The council's people with a part in its network; a stranger is told nobody."""
    if not reader.is_authenticated or council.network is None:
        return
    for person in people_of(council.network, reader, {"council": council}):
        roles = ", ".join(str(part.get_role_display()) for part in person.parts_here)
        yield Seated(person.name, person.get_absolute_url(), roles)
