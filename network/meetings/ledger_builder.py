"""A series as a ledger: what the rota reads, and what any member can download and check."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from network.councils.models import Council, CouncilMembership
from network.meetings.ledger import Ledger, read_ledger
from network.meetings.models import Group, HostAway, HostPause, Meeting, Series, Status


@dataclass(frozen=True)
class Remark:
    """What the ledger leaves out or opens, as one sentence, and the page to put it right."""

    words: str
    url: str


@dataclass
class Book:
    """A group's meetings as its ledger counts them, each list in order of date.

    `held` are over or have begun; `fixed` are announced with a host that belongs; `open` are
    drafts, and announced meetings whose host is open or belongs no more.
    """

    held: list[Meeting] = field(default_factory=list)
    fixed: list[Meeting] = field(default_factory=list)
    open: list[Meeting] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def coming(self) -> dict[date, Meeting]:
        """Fixed and open meetings by London date."""
        return {one.day: one for one in sorted([*self.fixed, *self.open], key=lambda m: m.starts)}


def meetings_that_count(series: Series) -> QuerySet[Meeting]:
    """A group has one ledger for life: the meetings of all its series, and those whose series is
    gone. A series with turns of its own counts alone."""
    rows = Meeting.objects.standing().select_related("host", "series", "group")
    if series.own_turns:
        return rows.filter(series=series).order_by("starts")
    in_turn = Q(series__hosted_in_turn=True) | Q(status=Status.HELD, host__isnull=False)
    rows = rows.filter(in_turn, group=series.group).exclude(series__own_turns=True)
    return rows.order_by("starts")


def book_of(series: Series) -> Book:
    """Never fails: what would contradict itself is left out or opened, and a remark says so."""
    spells, book, now = _spells(series), Book(), timezone.now()
    taken: dict[date, Meeting] = {}
    for one in sorted(meetings_that_count(series), key=lambda one: _settled(one, now)):
        if one.day in taken and not _skipped(one, now):
            book.remarks.append(_twice(one, taken[one.day]))
            continue
        _enter(book, one, spells, now)
        if not _skipped(one, now):
            taken[one.day] = one
    for entries in (book.held, book.fixed, book.open):
        entries.sort(key=lambda one: one.starts)
    return book


def _settled(one: Meeting, now: datetime) -> tuple:
    """The more settled of two meetings on one date comes first, and counts."""
    order = (not _begun(one, now), one.host_id is None, one.status == Status.DRAFT)
    return (*order, one.starts, one.pk)


def _begun(one: Meeting, now: datetime) -> bool:
    return one.status == Status.HELD or (one.status == Status.ANNOUNCED and one.starts <= now)


def _skipped(one: Meeting, now: datetime) -> bool:
    """Informal meetings to come, and drafts that were never announced, count for nobody."""
    past_draft = one.status == Status.DRAFT and one.starts <= now
    return past_draft or (one.informal and not _begun(one, now))


def _enter(book: Book, one: Meeting, spells: dict, now: datetime) -> None:
    if _begun(one, now):
        book.held.append(one)
    elif one.status == Status.DRAFT and one.starts <= now:
        words = _("%s was never announced, so it counts for nobody. Cancel it to be rid of it.")
        book.remarks.append(Remark(words % one, reverse("meetings:cancel", args=[one.pk])))
    elif one.informal:
        return
    elif one.status == Status.ANNOUNCED and one.host and _belongs(one.host, one.day, spells):
        book.fixed.append(one)
    else:
        book.open.append(one)
        if one.status == Status.ANNOUNCED and one.host:
            words = _("%(council)s was to host %(meeting)s but does not belong then: find a host.")
            said = words % {"council": one.host.short_name, "meeting": one}
            book.remarks.append(Remark(said, reverse("meetings:host", args=[one.pk])))


def _twice(one: Meeting, other: Meeting) -> Remark:
    words = _(
        "%(one)s and %(other)s are on the same date, so the first of them does not count. Move or "
        "cancel one, or give its series turns of its own."
    )
    return Remark(words % {"one": one, "other": other}, one.get_absolute_url())


def _belongs(council: Council, day: date, spells: dict) -> bool:
    return any(
        joined <= day and (left is None or day < left) for joined, left in spells.get(council, ())
    )


def ledger_json(series: Series, book: Book | None = None) -> dict:
    """The ledger of a series in the documented format. Ids are councils' slugs.

    A council that left and came back is one member whose time away is a pause. Drafts are to
    plan, announced meetings are fixed; a meeting announced without a host that belongs is to
    plan as well. `book`: the meetings, where the caller has them.
    """
    spells, book = _spells(series), book or book_of(series)
    members = {council.slug for council in spells}
    together = series.sharing()
    return {
        "members": [_member(council, times, spells) for council, times in spells.items()],
        "grace_meetings": series.grace_meetings,
        "pauses": _gaps(spells) + _spans(HostPause.objects.filter(series__in=together), members),
        "unavailable": _spans(HostAway.objects.filter(series__in=together), members),
        "held": [{"date": one.day.isoformat(), "host": _held_by(one)} for one in book.held],
        "fixed": [
            {"date": one.day.isoformat(), "host": one.host.slug} for one in book.fixed if one.host
        ],
        "to_plan": [one.day.isoformat() for one in book.open],
    }


def ledger_of(series: Series) -> Ledger:
    """Raises LedgerError when the series contradicts itself."""
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
