"""Decline, cover, swap, take back: the repair of a series, logged. Rules are in repair.py.

The kept certificate belongs to the last plan the rota made. A cover or a swap is people's
choice: it is logged beside the plan and does not touch the certificate.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network.councils.models import Council
from network.meetings.host_change_rules import (
    CannotRepair,
    Option,
    cover,
    free_on,
    options_after_decline,
    swap,
)
from network.meetings.host_mails import tell_of_host_change, tell_of_refusal
from network.meetings.ledger import Ledger
from network.meetings.ledger_builder import book_of, ledger_json
from network.meetings.models import HostAway, HostChange, Meeting, Series
from network.meetings.planning import NotPossible, keep_plan, meetings_by_day, take_hold
from network.meetings.rota import LedgerError, plan_hosts, read_ledger
from network.people.models import User

__all__ = ["answer_for_council", "choose", "options_for", "standing", "take_back"]


# What is a repair, and so can be taken back. Dates moved, meetings cancelled and plans cannot.
REPAIRS = (HostChange.Did.COVER, HostChange.Did.SWAP, HostChange.Did.REPLAN)


def standing(series: Series) -> tuple[Ledger, dict[date, str | None]]:
    """The ledger and the hosts of its dates to plan as they are now."""
    book = book_of(series)
    hosts = {
        day: meeting.host.slug if meeting.host else None for day, meeting in book.coming().items()
    }
    ledger = read_ledger(ledger_json(series, book))
    return ledger, {day: hosts.get(day) for day in ledger.to_plan}


def series_of(meeting: Meeting) -> Series:
    """Raises NotPossible for a meeting outside any series: it has no rota."""
    if meeting.series is None:
        raise NotPossible(_("This meeting belongs to no series, so it has no rota."))
    return meeting.series


def options_for(meeting: Meeting, only: str = "") -> list[Option]:
    """Cover, swap and replan for a meeting whose host cannot, or `only` one kind of them.

    Raises NotPossible.
    """
    if not meeting.is_to_come:
        raise NotPossible(_("Only a meeting still to come can change its host."))
    try:
        ledger, drafts = standing(series_of(meeting))
        options = options_after_decline(
            ledger, drafts, meeting.day, since=timezone.localdate(), only=only
        )
    except (CannotRepair, LedgerError) as error:
        raise NotPossible(str(error)) from error
    if not options and not only:
        raise NotPossible(
            _("No council on duty is free that day. Move the meeting, or note who is.")
        )
    return options


def free_councils(meeting: Meeting) -> list[Council]:
    """Who could take this date if it offered; the present host is not among them."""
    try:
        ledger, _drafts = standing(series_of(meeting))
    except (NotPossible, LedgerError):
        return []
    free = [
        slug for slug in free_on(ledger, meeting.day) if slug != getattr(meeting.host, "slug", "")
    ]
    return list(Council.objects.filter(slug__in=free).order_by("short_name"))


@transaction.atomic
def choose(
    meeting: Meeting, kind: str, *, by: User, reason: str, version: int, decline: bool = True
) -> UUID:
    """Carry out one of the options for this meeting and write it down.

    The host of the meeting is noted as unavailable that day when `decline`. Returns the batch
    under which it can be taken back. Raises NotPossible or Stale, and then changes nothing.
    """
    option = next(iter(options_for(meeting, only=kind)), None)
    if option is None:
        raise NotPossible(_("That way is not open any more."))
    series, declined = series_of(meeting), meeting.host
    take_hold(series, version)
    if decline and declined:
        HostAway.objects.get_or_create(
            series=series, council=declined, first=meeting.day, last=meeting.day,
            defaults={"reason": reason[:200] or _("Cannot host")},
        )  # fmt: skip
    words = _keep_new_plan(series, meeting.day) if kind == "replan" else {}
    hosts = {change.date: change.after for change in option.changes}
    return _write(series, hosts, kind, by=by, reason=reason, acting_for=declined, words=words)


@transaction.atomic
def exchange(
    series: Series, first: date, second: date, *, by: User, reason: str, version: int
) -> UUID:
    """Two dates change hosts because the councils wish it. Raises NotPossible or Stale."""
    take_hold(series, version)
    try:
        option = swap(*standing(series), first, second)
    except (CannotRepair, LedgerError) as error:
        raise NotPossible(str(error)) from error
    hosts = {change.date: change.after for change in option.changes}
    return _write(series, hosts, "swap", by=by, reason=reason)


@transaction.atomic
def hand_to(
    meeting: Meeting, council: Council | None, *, by: User, reason: str, version: int
) -> UUID:
    """This council takes the date, or nobody does. Raises NotPossible or Stale."""
    series = series_of(meeting)
    take_hold(series, version)
    try:
        cover(*standing(series), meeting.day, council.slug if council else None)
    except (CannotRepair, LedgerError) as error:
        raise NotPossible(str(error)) from error
    hosts = {meeting.day: council.slug if council else None}
    return _write(series, hosts, "cover", by=by, reason=reason, acting_for=council)


@transaction.atomic
def take_back(series: Series, batch: UUID, *, by: User, version: int) -> UUID:
    """Undo one repair: every date it changed has its old host again.

    Raises NotPossible when one of those dates has changed since, or is over.
    """
    take_hold(series, version)
    repairs = series.host_changes.filter(batch=batch, did__in=REPAIRS)
    changes = list(repairs.select_related("meeting", "before"))
    if not changes:
        raise NotPossible(_("There is no such change to take back."))
    if not all(map(still_stands, changes)):
        raise NotPossible(_("One of these dates has changed again since; take that back first."))
    hosts = {
        change.meeting.day: getattr(change.before, "slug", None)
        for change in changes
        if change.meeting
    }
    HostAway.objects.filter(
        series=series,
        council__in=[change.before_id for change in changes if change.before_id],
        first__in=hosts,
        last__in=hosts,
    ).delete()
    return _write(series, hosts, "untaken", by=by, reason=_("Taken back"))


def still_stands(change: HostChange) -> bool:
    """The meeting is still to come and has the host that this change gave it."""
    meeting = change.meeting
    return meeting is not None and meeting.is_to_come and meeting.host_id == change.after_id


@transaction.atomic
def answer_for_council(change: HostChange, agreed: bool, *, by: User) -> None:
    """The council that was given a date says yes or no. The group's chairs are told of a no.

    Raises NotPossible when somebody answered before, or the date has another host by now.
    """
    now = HostChange.objects.select_for_update().get(pk=change.pk)
    if now.agreed != HostChange.Agreed.ASKED:
        raise NotPossible(_("Somebody of your council has answered already."))
    if not still_stands(now):
        raise NotPossible(_("This date has changed since, so there is nothing to agree to."))
    change.agreed = now.agreed = HostChange.Agreed.YES if agreed else HostChange.Agreed.NO
    now.save(update_fields=["agreed"])
    if not agreed:
        tell_of_refusal(now, by=by)


def _write(
    series: Series,
    hosts: Mapping[date, str | None],
    did: str,
    *,
    by: User,
    reason: str,
    acting_for: Council | None = None,
    words: Mapping[date, str] | None = None,
) -> UUID:
    batch = uuid4()
    by_day = meetings_by_day(series)
    councils = Council.objects.in_bulk([one for one in hosts.values() if one], field_name="slug")
    own = by.council_id if by else None
    for day, slug in sorted(hosts.items()):
        meeting, host = by_day[day], councils.get(slug)
        meeting.host_changes.filter(agreed=HostChange.Agreed.ASKED).update(
            agreed=HostChange.Agreed.NOT_ASKED  # nobody need agree to what this change undoes
        )
        change = HostChange.objects.create(
            series=series, meeting=meeting, batch=batch, did=did, before=meeting.host, after=host,
            reason=reason[:300], by=by,
            acting_for=acting_for if acting_for and acting_for.pk != own else None,
            agreed=HostChange.Agreed.ASKED if host and host.pk != own else "",
        )  # fmt: skip
        meeting.host = host
        meeting.host_reason = (words or {}).get(day, "")[:300] or _reason(change)
        meeting.save(update_fields=["host", "host_reason", "changed"])
        tell_of_host_change(change)
    return batch


def _reason(change: HostChange) -> str:
    words = {
        "cover": _("took the date over from %s"),
        "swap": _("changed places with %s"),
        "replan": _("by a new plan, instead of %s"),
        "untaken": _("back as it was, instead of %s"),
    }
    if change.after is None:
        return str(_("Open: nobody hosts yet."))
    before = change.before.short_name if change.before else _("nobody")
    return f"{change.after.short_name}: {words[change.did] % before}."[:300]


def _keep_new_plan(series: Series, day: date) -> dict[date, str]:
    """A new plan is the rota's own, so it has a certificate: with the declined date to plan.

    Returns the rota's reasons by date.
    """
    ledger = ledger_json(series)
    ledger["fixed"] = [entry for entry in ledger["fixed"] if entry["date"] != day.isoformat()]
    ledger["to_plan"] = sorted({*ledger["to_plan"], day.isoformat()})
    plan = plan_hosts(read_ledger(ledger))
    keep_plan(series, ledger, plan)
    return {one.date: one.reason for one in plan.assignments}
