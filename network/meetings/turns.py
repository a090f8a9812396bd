"""The round table: who has hosted, who is next, whose seat is mine."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from network.councils.models import Council, CouncilMembership
from network.meetings.ledger_builder import meetings_that_count
from network.meetings.models import Group, Meeting, Series, Status


@dataclass(frozen=True)
class Turn:
    """Whose turn it is to host. `states` are those of components/round.html, in turn order."""

    states: tuple[str, ...]
    host: str
    lines: tuple[str, ...]
    url: str
    key: tuple[tuple[str, str], ...] = ()


def round_of(series: Series, user: Any, today: date) -> Turn | None:
    """The seats in the order of `network.councils.seats`: held since everybody's round began, next, open."""
    meetings = meetings_that_count(series).filter(informal=False)
    following = (
        meetings.filter(
            series=series, status=Status.ANNOUNCED, starts__gte=timezone.now(), host__isnull=False
        )
        .select_related("host")
        .order_by("starts")
        .first()
    )
    if following is None or following.host is None:
        return None
    councils = list(Council.objects.in_network(series.group.network, today).order_by("short_name"))
    counts = _turns(meetings, councils)
    least = min(counts.values(), default=0)
    states = tuple(_state(one, following, counts, least, user) for one in councils)
    held = sum(count > least for count in counts.values())
    coming = len(councils) - held
    key = [
        ("held", ngettext("%d has hosted", "%d have hosted", held) % held),
        ("plan", ngettext("%d still to come", "%d still to come", coming) % coming),
    ]
    mine = _my_turn(meetings, user)
    if mine and mine.host:
        key.append(("mine", f"{mine.host.short_name}, {mine.day.day} {mine.day:%B %Y}"))
    return Turn(
        states=states,
        host=following.host.short_name,
        lines=(f"{following.day:%A}", f"{following.day.day} {following.day:%B}"),
        url=series.get_absolute_url(),
        key=tuple(key),
    )


def turn_for(user: Any) -> Turn | None:
    """For the home page: the network's own rota, when this person may see it."""
    if not user.is_authenticated or user.network is None:
        return None
    series = (
        Series.objects.visible_to(user)
        .filter(group__network=user.network, group__kind=Group.Kind.NETWORK, hosted_in_turn=True)
        .select_related("group__network")
        .first()
    )
    turn = round_of(series, user, timezone.localdate()) if series else None
    which = user.which_network(user.network)
    return replace(turn, lines=(which, *turn.lines)) if turn and which else turn


def _turns(meetings, councils: list[Council]) -> dict[int, int]:
    counts = {one.pk: 0 for one in councils}
    held = meetings.filter(status=Status.HELD, host__in=councils)
    for host_id in held.values_list("host_id", flat=True):
        counts[host_id] += 1
    return counts


def _state(council: Council, following: Meeting, counts: dict, least: int, user: Any) -> str:
    mine = " mine" if council.pk == getattr(user, "council_id", None) else ""
    if council.pk == following.host_id:
        return "next" + mine
    return ("held" if counts[council.pk] > least else "open") + mine


def _my_turn(meetings, user: Any) -> Meeting | None:
    council = getattr(user, "council_id", None)
    coming = meetings.filter(host=council, starts__gte=timezone.now(), status=Status.ANNOUNCED)
    return coming.select_related("host").order_by("starts").first() if council else None


# Councils at their first meeting are welcomed by name.


def first_timers(meeting: Meeting) -> list[Council]:
    """Councils that joined after the meeting before this one; none at a group's very first."""
    before = (
        Meeting.objects.filter(group=meeting.group, starts__lt=meeting.starts)
        .filter(status__in=[Status.HELD, Status.ANNOUNCED])
        .order_by("-starts")
        .first()
    )
    if before is None:
        return []
    if meeting.group.kind == Group.Kind.NETWORK:
        rows: QuerySet = CouncilMembership.objects.filter(network=meeting.group.network)
    else:
        rows = meeting.group.members.filter(council__isnull=False)
    new = rows.filter(joined__gt=before.day, joined__lte=meeting.day).select_related("council")
    return [row.council for row in new]
