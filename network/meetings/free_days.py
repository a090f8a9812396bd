"""Days that are better left free: closed days, weekends, and other meetings of the same people."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.councils.models import Council
from network.meetings.dates import Closed, why_closed
from network.meetings.invitees import members_of
from network.meetings.ledger_builder import ledger_json
from network.meetings.models import (
    ChairBlockedDay,
    Group,
    HostAway,
    Meeting,
    SchoolHoliday,
    Series,
    Status,
)

SATURDAY = 5


def closed_days(group: Group, series: Series | None) -> list[Closed]:
    """The chair's blocked days and the school holidays of the councils that belong.

    Councils with the same holiday are named together.
    """
    blocked = ChairBlockedDay.objects.filter(network=group.network)
    closed = [Closed(one.first, one.last, one.why) for one in blocked]
    together: dict[tuple[date, date], list[str]] = {}
    councils = councils_of(series) if series else []
    for row in SchoolHoliday.objects.filter(council__in=councils).select_related("council"):
        together.setdefault((row.first, row.last), []).append(row.council.short_name)
    for (first, last), names in sorted(together.items()):
        closed.append(Closed(first, last, _("school holidays in %s") % _list(names)))
    return closed


def councils_of(series: Series) -> list[Council]:
    slugs = [member["id"] for member in ledger_json(series)["members"]]
    return list(Council.objects.filter(slug__in=slugs))


def holidays_known(series: Series, first: date, until: date) -> list[str]:
    """For which of these years the hub knows the school holidays of how many councils."""
    councils = councils_of(series)
    rows = SchoolHoliday.objects.filter(council__in=councils).values_list("council", "first")
    known: dict[int, set[int]] = {}
    for council, day in rows:
        known.setdefault(day.year, set()).add(council)
    lines = []
    for year in range(first.year, until.year + 1):
        words = {"year": year, "count": len(known.get(year, ())), "all": len(councils)}
        if not words["count"]:
            lines.append(_("School holidays of %(year)d are not known here.") % words)
        else:
            lines.append(
                _("School holidays of %(year)d are known for %(count)d of %(all)d councils.")
                % words
            )
    return lines


def remarks_on(
    group: Group, series: Series | None, days: Collection[date], reader: Any
) -> dict[date, list[str]]:
    """What the chair should know of each date before taking it; nothing for a good one."""
    closed = closed_days(group, series)
    remarks: dict[date, list[str]] = {day: [] for day in days}
    for day, found in remarks.items():
        if why := why_closed(day, closed):
            found.append(why)
        if day.weekday() >= SATURDAY:
            found.append(_("a Saturday") if day.weekday() == SATURDAY else _("a Sunday"))
    for day, words in _clashes(group, days, reader):
        remarks[day].append(words)
    return {day: found for day, found in remarks.items() if found}


def remarks_on_move(meeting: Meeting, day: date, reader: Any) -> list[str]:
    """What speaks against moving this meeting to that day."""
    found = remarks_on(meeting.group, meeting.series, [day], reader).get(day, [])
    if meeting.host and meeting.series:
        away = HostAway.objects.filter(
            series__in=meeting.series.sharing(), council=meeting.host, first__lte=day, last__gte=day
        ).first()
        if away:
            words = _("%(council)s cannot host that day: %(why)s")
            found.append(words % {"council": meeting.host.short_name, "why": away.reason})
    return found


def _clashes(group: Group, days: Collection[date], reader: Any) -> Iterable[tuple[date, str]]:
    """Announced meetings of other groups on these days to which some of the same people go."""
    if not days:
        return
    others = Meeting.objects.filter(status=Status.ANNOUNCED).exclude(group=group)
    near = others.filter(starts__date__range=(min(days), max(days))).select_related("group")
    found = [one for one in near if one.day in days]
    seen = set(Meeting.objects.visible_to(reader).filter(pk__in=[one.pk for one in found]))
    people = {one.email for one in members_of(group)} if found else set()
    for one in found:
        both = len(people & {other.email for other in members_of(one.group)})
        if both:
            name = one.title if one in seen else _("another meeting")
            count = ngettext("%d of the same people", "%d of the same people", both) % both
            yield one.day, _("%(meeting)s is that day, with %(count)s") % {
                "meeting": name, "count": count,
            }  # fmt: skip


def _list(names: list[str]) -> str:
    if len(names) > 3:
        return _("%(first)s and %(count)d more councils") % {
            "first": ", ".join(names[:2]),
            "count": len(names) - 2,
        }
    return ", ".join(names)
