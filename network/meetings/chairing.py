"""What the chair sees at a glance: next meeting, silence, proposals, balance, what to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from network.meetings.ledger_builder import book_of, ledger_of
from network.meetings.models import (
    AgendaItem,
    Answer,
    Group,
    HostChange,
    Invitation,
    Meeting,
    Series,
    Status,
)
from network.meetings.rota import LedgerError


@dataclass(frozen=True)
class ToDo:
    title: str
    why: str
    url: str


def this_week(groups: QuerySet[Group], now: datetime) -> dict:
    coming = (
        Meeting.objects.filter(group__in=groups, status=Status.ANNOUNCED, starts__gte=now)
        .select_related("host", "group")
        .order_by("starts")
    )
    following = coming.first()
    asked = following.invitations.standing() if following else Invitation.objects.none()
    series = Series.objects.filter(group__in=groups).select_related("group")
    return {
        "next": following,
        "silent": asked.filter(answer=Answer.WAITING).select_related("council"),
        "coming_count": asked.filter(answer__in=[Answer.IN_PERSON, Answer.ONLINE]).count(),
        "proposals": AgendaItem.objects.filter(meeting__in=coming, accepted=False).select_related(
            "meeting", "proposed_by"
        ),
        "series": [(one, _distance(one)) for one in series],
        "todo": list(_to_do(groups, now)),
    }


def _distance(series: Series) -> str:
    """How far the furthest council is from its share, in turns; "" before the first plan."""
    if not series.certificate:
        return ""
    return f"{float(Fraction(series.certificate['max_deviation'])):.2f}"


def _to_do(groups: QuerySet[Group], now: datetime):
    soon = now + timedelta(days=60)
    meetings = Meeting.objects.filter(group__in=groups, starts__gte=now, informal=False)
    hosted = meetings.filter(series__hosted_in_turn=True)
    for one in hosted.filter(status=Status.ANNOUNCED, host__isnull=True):
        yield ToDo(
            _("Find a host for %s") % one,
            _("Nobody on duty can host it."),
            reverse("meetings:host", args=[one.pk]),
        )
    for one in meetings.filter(status=Status.DRAFT, starts__lt=soon).select_related("series"):
        if one.series:
            yield ToDo(
                _("Announce %s") % one,
                _("It is less than two months away and nobody has been told."),
                reverse("meetings:send", args=[one.series_id]),
            )
    refused = HostChange.objects.filter(
        series__group__in=groups, agreed=HostChange.Agreed.NO, meeting__starts__gte=now
    ).select_related("meeting", "after")
    for change in refused:
        if change.meeting and change.meeting.host_id == change.after_id:
            yield ToDo(
                _("%(council)s cannot take %(meeting)s")
                % {"council": change.after, "meeting": change.meeting},
                _("Choose another way."),
                reverse("meetings:host", args=[change.meeting_id]),
            )
    yield from _mail_that_came_back(meetings)
    yield from _minutes_missing(groups, now)
    yield from _what_the_rota_leaves_out(groups)


def _mail_that_came_back(meetings):
    lost = Invitation.objects.standing().filter(meeting__in=meetings, bounced_at__isnull=False)
    for one in lost.select_related("meeting"):
        yield ToDo(
            _("Mail to %s came back") % one.email,
            _("Check the address and ask in another way."),
            reverse("meetings:answers", args=[one.meeting_id]),
        )


def _minutes_missing(groups: QuerySet[Group], now: datetime):
    held = Meeting.objects.filter(
        group__in=groups, status=Status.HELD, starts__gte=now - timedelta(days=30)
    ).filter(written__isnull=True)
    for one in held:
        yield ToDo(
            _("Write the minutes of %s") % one,
            _("It has been held and has none."),
            reverse("meetings:edit_minutes", args=[one.pk]),
        )


def _what_the_rota_leaves_out(groups: QuerySet[Group]):
    said = set()
    for series in Series.objects.filter(group__in=groups, hosted_in_turn=True):
        for remark in book_of(series).remarks:
            if remark not in said:
                said.add(remark)
                yield ToDo(remark.words, _("The rota leaves it out until then."), remark.url)
        try:
            ledger_of(series)
        except LedgerError as error:
            yield ToDo(
                _("%s cannot be planned") % series.name,
                str(error),
                reverse("meetings:rota", args=[series.pk]),
            )
