"""What ends when somebody leaves, in one place that every room adds to.

Nothing here decides who may come in: each door asks `User.is_member` or a current membership by
itself, so it shuts at the moment the membership ends. This takes away what was handed out before:
invitations, keys, feed addresses, mails to come, rights on the editors' side.

Rooms say what they hand out with `register_withdrawal`, in AppConfig.ready.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from hub.access.roles import ROLES_THAT
from network.councils.models import Council, Network
from network.people.cms_access import PREFIXES, sync_admin_access
from network.people.models import Invitation, Membership, User

Withdraw = Callable[[QuerySet[User]], int]
_withdrawals: dict[str, Withdraw] = {}


def register_withdrawal(name: str, withdraw: Withdraw) -> None:
    """Add a function that takes back what those of `people` hold who have left.

    It is given members too and must leave them alone, may be run again at any time, and returns
    how many things it took back. `name` says what they are, in the plural.
    """
    _withdrawals[name] = withdraw


def withdrawal_names() -> tuple[str, ...]:
    """What is taken back from people who leave, in the order the rooms registered it."""
    return tuple(_withdrawals)


def withdraw_from(people: QuerySet[User]) -> dict[str, int]:
    """Take back what leavers among these people hold; what was taken, by name.

    Asked at once when a membership ends or an account closes, and of everybody by a job: a
    membership may also run out, or a list of accounts be closed at once on the editors' side.
    """
    taken = {}
    for name, withdraw in _withdrawals.items():
        with transaction.atomic():
            count = withdraw(people)
        if count:
            taken[name] = count
    return taken


def on_user_saved(sender: Any, instance: User, created: bool, **_: Any) -> None:
    """An account that was switched off, wherever that was done."""
    if not created and not instance.is_active:
        withdraw_from(User.objects.filter(pk=instance.pk))


def on_user_deleted(sender: Any, instance: User, **_: Any) -> None:
    """Before an account is erased: afterwards nobody could tell whose invitations they were."""
    User.objects.filter(pk=instance.pk).update(is_active=False)
    withdraw_from(User.objects.filter(pk=instance.pk))


# What this room takes back from people who leave: rights on the editors' side, open invitations.


def take_editors_rights(people: QuerySet[User]) -> int:
    """Groups of the editors' side, and the superuser's right, of those without a part now."""
    named = Q()
    for prefix in PREFIXES:
        named |= Q(groups__name__startswith=f"{prefix} ")
    members = Membership.objects.current().values("user")
    once_here = Membership.objects.filter(user=OuterRef("pk"))
    holding = people.filter(Exists(once_here)).exclude(pk__in=members)
    count = 0
    for user in holding.filter(named | Q(is_superuser=True)).distinct():
        sync_admin_access(user)
        count += 1
    return count


def withdraw_offers(people: QuerySet[User]) -> int:
    """Invitations to join that leavers sent, and those that were on their way to leavers.

    Either would be a way back in: by a second address, or by an older offer. Who is invited anew
    after the membership ended is let in, so an offer counts as older by its day.
    """
    here = Membership.objects.in_force().filter(network=OuterRef("network"))
    sent = Q(invited_by__in=people) & ~Exists(here.filter(user=OuterRef("invited_by")))
    ended = Membership.objects.filter(
        network=OuterRef("network"), user__email=OuterRef("email"), user__in=people
    )
    older = Exists(ended.filter(ended__gt=OuterRef("sent_on")))
    offered = older & ~Exists(here.filter(user__email=OuterRef("email")))
    pending = Invitation.objects.pending().annotate(sent_on=Cast(F("sent_at"), DateField()))
    return pending.filter(sent | Q(offered)).update(withdrawn_at=timezone.now())


# What somebody looks after in a network, and who takes it on when she leaves.
#
# Rooms say so with `register_belongings`, in AppConfig.ready.

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
