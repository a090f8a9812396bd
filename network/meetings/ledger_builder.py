"""A series as a ledger: what the rota reads, and what any member can download and check."""

from datetime import date, timedelta

from django.db.models import QuerySet

from network.councils.models import CouncilMembership
from network.meetings.ledger import Ledger, read_ledger
from network.meetings.models import Group, Meeting, Series, Status


def ledger_json(series: Series) -> dict:
    """The ledger of a series in the documented format. Ids are councils' slugs.

    A council that left and came back is one member whose time away is a pause. Drafts are to
    plan, announced meetings are fixed; a meeting announced without a host is to plan as well.
    """
    spells = _spells(series)
    meetings = list(
        Meeting.objects.filter(series=series).standing().select_related("host").order_by("starts")
    )
    members = {council.slug for council in spells}
    held = [one for one in meetings if one.status == Status.HELD]
    coming = [one for one in meetings if one.status != Status.HELD and not one.informal]
    return {
        "members": [_member(council, times, spells) for council, times in spells.items()],
        "grace_meetings": series.grace_meetings,
        "pauses": _gaps(spells) + _spans(series.hostpauses, members),
        "unavailable": _spans(series.hostaways, members),
        "held": [{"date": one.day.isoformat(), "host": _held_by(one)} for one in held],
        "fixed": [
            {"date": one.day.isoformat(), "host": one.host.slug}
            for one in coming
            if one.status == Status.ANNOUNCED and one.host
        ],
        "to_plan": [
            one.day.isoformat() for one in coming if one.status == Status.DRAFT or not one.host
        ],
    }


def ledger_of(series: Series) -> Ledger:
    """Raises LedgerError when the series contradicts itself, for example two meetings a day."""
    return read_ledger(ledger_json(series))


def _spells(series: Series) -> dict:
    """Each council with its times of belonging, in order of name."""
    group = series.group
    if group.kind == Group.Kind.NETWORK:
        rows: QuerySet = CouncilMembership.objects.filter(network=group.network).select_related(
            "council"
        )
    else:
        rows = group.members.filter(council__isnull=False).select_related("council")
    spells: dict = {}
    for row in sorted(rows, key=lambda row: (row.council.short_name, row.joined)):
        spells.setdefault(row.council, []).append((row.joined, row.left))
    return spells


def _member(council, times: list, spells: dict) -> dict:
    joined, left = times[0][0], times[-1][1]
    entry = {
        "id": council.slug,
        "name": council.short_name,
        "joined": joined.isoformat(),
        "left": left.isoformat() if left else None,
    }
    older = [one.slug for one in council.predecessors.all() if _made_way(one, joined, spells)]
    return entry | ({"follows": older} if older else {})


def _made_way(older, joined: date, spells: dict) -> bool:
    times = spells.get(older)
    return bool(times and times[-1][1] and times[-1][1] <= joined and times[0][0] < joined)


def _gaps(spells: dict) -> list[dict]:
    return [
        {
            "member": council.slug,
            "from": left.isoformat(),
            "to": (back - timedelta(days=1)).isoformat(),
        }
        for council, times in spells.items()
        for (_, left), (back, _) in zip(times, times[1:], strict=False)
        if left and left < back
    ]


def _spans(rows, members: set[str]) -> list[dict]:
    return [
        {"member": row.council.slug, "from": row.first.isoformat(), "to": row.last.isoformat()}
        for row in rows.select_related("council")
        if row.council.slug in members
    ]


def _held_by(meeting: Meeting) -> str | None:
    if meeting.informal:
        return None
    return meeting.host.slug if meeting.host else (meeting.outside_host or None)
