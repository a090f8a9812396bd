"""What somebody looks after in a network, and who takes it on when she leaves.

Rooms say so with `register_belongings`, in AppConfig.ready.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from hub.access.roles import ROLES_THAT
from network.councils.models import Council, Network
from network.people.models import Membership, User

LISTED_FOR = timedelta(days=90)  # a leaver's things wait on the chair's home page this long


@dataclass(frozen=True)
class Belonging:
    """One thing she looks after. `key` names it among all; `hand_to(heir)` passes it on.

    `title` is already fit for the reader it was asked for; `url` is empty where she may not look.
    """

    key: str
    kind: str
    title: str
    url: str
    heirs: tuple[User, ...]
    hand_to: Callable[[User], object]


Source = Callable[[User, Network, User], Iterable[Belonging]]
_sources: list[Source] = []


def register_belongings(source: Source) -> None:
    """Add a function: `source(owner, network, reader)` gives what `owner` looks after there."""
    if source not in _sources:
        _sources.append(source)


def belongings_of(owner: User, network: Network, reader: User) -> list[Belonging]:
    return [thing for source in _sources for thing in source(owner, network, reader)]


def members_of(network: Network, council: Council | None = None) -> QuerySet[User]:
    """Who may take something on: active members now, of one council where one is given."""
    belonging = ROLES_THAT["belong_to_a_network"]
    parts = Membership.objects.current().filter(network=network, role__in=belonging)
    people = User.objects.filter(is_active=True, pk__in=parts.values("user"))
    if council is not None:
        people = people.filter(council=council)
    return people.select_related("council").order_by("name", "pk")


def lately_left(network: Network) -> QuerySet[User]:
    """People whose last part in the network ended in the last weeks."""
    since = timezone.localdate() - LISTED_FOR
    ended = Membership.objects.filter(network=network, ended__gte=since)
    here = Membership.objects.current().filter(network=network)
    left = User.objects.filter(pk__in=ended.values("user")).exclude(pk__in=here.values("user"))
    return left.order_by("name", "pk")
