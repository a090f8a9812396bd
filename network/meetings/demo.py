"""Meetings of the demonstration: two years behind, one ahead, one decline repaired.

Everything is invented but the names of councils. Dates are counted from today, so that a
demonstration is never out of date. Running it again changes nothing.
"""

from datetime import date, time, timedelta

from django.db import transaction
from django.utils import timezone

from network.councils.models import Council, CouncilMembership, Network
from network.meetings import inviting, planning, repairing
from network.meetings.dates import Cadence, wished_dates
from network.meetings.demo_groups import make_groups
from network.meetings.demo_words import AGENDA, MINUTES, NEEDS
from network.meetings.models import (
    Answer,
    Invitation,
    Meeting,
    Minutes,
    Rhythm,
    SchoolHoliday,
    Series,
    Status,
)
from network.meetings.setting_up import network_group
from network.people.models import Membership, Role

TWO_MONTHLY = Cadence(months=2, nth=2, weekday=3)
# Who hosted in the last two years, oldest first; None is the informal time online.
HOSTED = (
    "birmingham", "coventry", "dudley", None, None, "sandwell", "shropshire", "solihull",
    "staffordshire", "walsall", "warwickshire", "wolverhampton",
)  # fmt: skip
NEWCOMER = "herefordshire"


@transaction.atomic
def load_demo_meetings(network: Network) -> None:
    group = network_group(network)
    if group.series.exists():
        return
    today = timezone.localdate()
    _let_councils_have_joined(network, today)
    _school_holidays(network, today)
    series = Series.objects.create(
        group=group, name="Network meeting", rhythm=Rhythm.TWO_MONTHS, starts_at=time(10),
        minutes=150, place="To be told by the host", link="https://meet.example/dp-network",
        agenda_template=AGENDA,
    )  # fmt: skip
    _held(series, today)
    _year_ahead(series, today)
    make_groups(network, today)


def _let_councils_have_joined(network: Network, today: date) -> None:
    new = CouncilMembership.objects.filter(network=network, joined__gte=today)
    for membership in new.select_related("council"):
        days = 300 if membership.council.slug == NEWCOMER else 800
        membership.joined = today - timedelta(days=days)
        membership.save(update_fields=["joined"])


def _school_holidays(network: Network, today: date) -> None:
    """One week at the end of October and of February: invented, and the same everywhere."""
    for council in Council.objects.in_network(network):
        for year in (today.year, today.year + 1):
            for name, first in (("Autumn", date(year, 10, 25)), ("Spring", date(year, 2, 15))):
                SchoolHoliday.objects.get_or_create(
                    council=council, first=first,
                    defaults={"name": f"{name} half-term", "last": first + timedelta(days=4)},
                )  # fmt: skip


def _held(series: Series, today: date) -> None:
    behind = wished_dates(TWO_MONTHLY, today - timedelta(days=760), today - timedelta(days=1))
    councils = {one.slug: one for one in Council.objects.in_network(series.group.network)}
    for day, slug in zip(behind[-len(HOSTED) :], HOSTED, strict=False):
        Meeting.objects.create(
            series=series, group=series.group, title=series.name,
            starts=planning.at_local(day, series.starts_at), minutes=series.minutes,
            informal=slug is None, way="online" if slug is None else "hybrid",
            host=councils.get(slug) if slug else None, status=Status.HELD, head_count=17,
        )  # fmt: skip
    last = Meeting.objects.filter(series=series).order_by("starts").last()
    if last:
        Minutes.objects.create(meeting=last, text=MINUTES, final=True)


def _year_ahead(series: Series, today: date) -> None:
    chair = (
        Membership.objects.current()
        .filter(network=series.group.network, role=Role.CHAIR)
        .select_related("user__council")
        .first()
    )
    if chair is None:
        return
    proposed = planning.propose_dates(
        series, today + timedelta(days=14), today + timedelta(days=379)
    )
    wanted = [planning.Wanted(one.date, one.reason) for one in proposed]
    planning.take_dates(series, wanted, version=series.version)
    planning.plan_series(series, by=chair.user, version=series.version)
    coming = Meeting.objects.filter(series=series, status=Status.DRAFT).order_by("starts")
    inviting.announce(list(coming[:2]), by=chair.user)
    _answers(series)
    declined = Meeting.objects.filter(series=series, status=Status.ANNOUNCED).order_by("starts")[1]
    repairing.choose(
        declined, "replan", by=chair.user, version=series.version,
        reason="Its building is closed for repairs that month.",
    )  # fmt: skip


def _answers(series: Series) -> None:
    """Two in three have answered the next meeting; one says what she needs."""
    invitations = Invitation.objects.filter(meeting__series=series).order_by(
        "meeting__starts", "name"
    )
    first = invitations.first()
    next_meeting = first.meeting if first else None
    for number, one in enumerate(invitations.filter(meeting=next_meeting)):
        if number % 3 < 2:
            said = Answer.IN_PERSON if number % 3 == 0 else Answer.ONLINE
            needs = NEEDS if one.person and one.person.is_role(Role.RESIDENT) else ""
            inviting.answer(one, said, guests=1 if needs else 0, access_needs=needs)
