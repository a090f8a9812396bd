"""Reading people: the directory of a network."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from network.councils.models import Network
from network.people.models import Membership, User

LONGEST_QUESTION_WORDS = 8


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
