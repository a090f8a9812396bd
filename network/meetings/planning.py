"""A year in one sitting: dates proposed and taken, hosts planned. Writes in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.inputs import whole_number
from network.councils.models import Council, Network
from network.meetings.dates import Proposed, in_words, propose
from network.meetings.free_days import closed_days
from network.meetings.ledger_builder import book_of, ledger_json
from network.meetings.models import (
    AgendaItem,
    Group,
    HostChange,
    Meeting,
    Series,
)
from network.meetings.rota import Plan, plan_hosts, read_ledger


class Stale(Exception):
    """Somebody else changed the series meanwhile; `changes` are theirs, newest first."""

    def __init__(self, changes: Sequence[HostChange]):
        super().__init__(_("Somebody else changed this rota while you were looking at it."))
        self.changes = changes


class NotPossible(ValueError):
    """Why this cannot be done, as one sentence."""


@dataclass(frozen=True)
class Wanted:
    """A date the chair takes, the rhythm's own date, and why it was moved, if it was."""

    day: date
    reason: str = ""
    wished: date | None = None


def take_hold(series: Series, version: int) -> None:
    """Claim this version of the series inside a transaction. Raises Stale if it has moved on."""
    claimed = Series.objects.filter(pk=series.pk, version=version).update(version=F("version") + 1)
    if not claimed:
        raise Stale(list(series.host_changes.select_related("meeting", "before", "after")[:10]))
    # Series that share turns change together: a page of the other one is old now, too.
    series.sharing().exclude(pk=series.pk).update(version=F("version") + 1)
    series.version = version + 1


def propose_dates(series: Series, first: date, until: date) -> list[Proposed]:
    """The rhythm's dates, in step with the meetings there are, kept clear of closed days."""
    cadence = series.cadence()
    anchor = _anchor(series)
    if anchor is None and cadence.weeks:
        anchor = first + timedelta(days=(series.weekday - first.weekday()) % 7)
    return propose(cadence, first, until, closed_days(series.group, series), anchor)


def _anchor(series: Series) -> date | None:
    """The newest date that the rhythm gave, on the series' day of the week."""
    meetings = Meeting.objects.filter(series=series).standing().order_by("starts")
    last = meetings.filter(wished__isnull=False).last() or meetings.last()
    if last is None:
        return None
    day = last.wished or last.day
    in_weeks = bool(series.cadence().weeks)
    return day + timedelta(days=series.weekday - day.weekday()) if in_weeks else day


def days_taken(series: Series, besides: Meeting | None = None) -> set[date]:
    """Dates on which this series, or one that shares its turns, meets already."""
    rows = Meeting.objects.filter(series__in=series.sharing()).standing()
    rows = rows.exclude(pk=besides.pk) if besides else rows
    return {meeting.day for meeting in rows}


@transaction.atomic
def take_dates(series: Series, wanted: Sequence[Wanted], *, version: int) -> list[Meeting]:
    """Make draft meetings on these dates. Raises NotPossible or Stale, and then changes nothing."""
    take_hold(series, version)
    taken = days_taken(series)
    for one in wanted:
        if one.day in taken:
            raise NotPossible(_("There is a meeting on %s already.") % in_words(one.day))
        if one.day < timezone.localdate():
            raise NotPossible(_("%s is in the past.") % in_words(one.day))
        taken.add(one.day)
    return [_draft(series, one) for one in sorted(wanted, key=lambda one: one.day)]


def _draft(series: Series, wanted: Wanted) -> Meeting:
    meeting = Meeting.objects.create(
        group=series.group,
        series=series,
        title=series.name,
        starts=at_local(wanted.day, series.starts_at),
        minutes=series.minutes,
        way=series.way,
        venue=series.place,
        link=series.link,
        informal=not series.hosted_in_turn or series.is_informal_on(wanted.day),
        date_reason=wanted.reason[:400],
        wished=wanted.wished,
    )
    AgendaItem.objects.bulk_create(_agenda_from(series.agenda_template, meeting))
    return meeting


def at_local(day: date, clock: time) -> datetime:
    """That time in London. Raises NotPossible for a time the clocks skip."""
    moment = timezone.make_aware(datetime.combine(day, clock))
    if timezone.localtime(moment.astimezone(timezone.get_default_timezone())).time() != clock:
        raise NotPossible(_("The clocks change on %s: there is no such time.") % in_words(day))
    return moment


def _agenda_from(template: str, meeting: Meeting) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    for line in template.splitlines():
        title, _bar, minutes = (part.strip() for part in line.partition("|"))
        if title:
            length = whole_number(minutes, most=999)
            items.append(
                AgendaItem(
                    meeting=meeting,
                    title=title[:200],
                    minutes=length,
                    position=len(items) + 1,
                    accepted=True,
                )
            )
    return items


@transaction.atomic
def plan_series(series: Series, *, by, version: int) -> Plan:
    """Give every draft its host by the rota and keep ledger and plan for anyone to check.

    Raises LedgerError, NotPossible or Stale, and then changes nothing.
    """
    take_hold(series, version)
    book = book_of(series)
    ledger = ledger_json(series, book)
    plan = plan_hosts(read_ledger(ledger))
    keep_plan(series, ledger, plan)
    councils = Council.objects.in_bulk(
        [one.host for one in plan.assignments if one.host], field_name="slug"
    )
    by_day = book.coming()
    batch = uuid4()
    for one in plan.assignments:
        _give_host(by_day[one.date], councils.get(one.host), one.reason[:300], batch, by)
    return plan


def _give_host(meeting: Meeting, host: Council | None, reason: str, batch: UUID, by) -> None:
    if meeting.host != host and meeting.series:
        HostChange.objects.create(
            series=meeting.series, meeting=meeting, batch=batch, did=HostChange.Did.PLANNED,
            before=meeting.host, after=host, by=by, reason=reason,
        )  # fmt: skip
    meeting.host, meeting.host_reason = host, reason
    meeting.save(update_fields=["host", "host_reason", "changed"])


def keep_plan(series: Series, ledger: dict, plan: Plan) -> None:
    """On each series that shares the turns: it is the plan of all of them."""
    series.planned_ledger, series.certificate = ledger, plan.as_json()
    series.planned_at = timezone.now()
    series.sharing().update(
        planned_ledger=ledger, certificate=series.certificate, planned_at=series.planned_at
    )


def meetings_by_day(series: Series) -> dict[date, Meeting]:
    """The meetings to come whose hosts the ledger fixes or plans, by London date."""
    return book_of(series).coming()


# What a new network has from the start: a group of its own, so that a chair can plan at once.


def network_group(network: Network) -> Group:
    group = Group.objects.filter(network=network, kind=Group.Kind.NETWORK).first()
    return group or Group.objects.create(
        network=network,
        name=f"{network} direct payments network",
        remit="The councils of the region share what they do and meet in turn.",
    )


def make_network_group(network: Network) -> None:
    network_group(network)
