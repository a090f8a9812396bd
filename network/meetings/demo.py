"""Words of the demonstration's meetings. Invented."""

from datetime import date, time, timedelta

from django.db import transaction
from django.utils import timezone

from network.councils.models import Council, CouncilMembership, Network
from network.meetings import host_change_service, inviting, planning
from network.meetings.dates import Cadence, bank_holiday, wished_dates
from network.meetings.models import (
    Answer,
    Group,
    GroupMember,
    Invitation,
    Meeting,
    Minutes,
    Part,
    Rhythm,
    SchoolHoliday,
    Series,
    Status,
)
from network.meetings.planning import network_group
from network.people.models import Membership, Role, User

AGENDA = """Welcome and who is new | 10
Actions from last time | 15
A practice worth copying: one council shows | 40
What we want to put to ADASS | 30
Round the table | 40
Next host and date | 5"""

NEEDS = "A space for a wheelchair near the door, and papers a week before."

MINUTES = """<h3>A practice worth copying</h3>
<p>Two councils showed how they look at prepaid cards by exception. Others asked how many
people were called about a question that turned out to be nothing.</p>
<h3>Decisions</h3>
<ul><li>Everyone brings one letter about surplus money that was easy to understand.</li>
<li>The chair asks ADASS how regional rates are to be shown.</li></ul>
<h3>Next host</h3>
<p>The rota is on the hub; nobody objected.</p>"""


# Five kinds of group that networks have, each with its own way of meeting. Invented people.

LONG_AGO = timedelta(days=700)


def make_groups(network: Network, today: date) -> None:
    """A steering group, a board, a task group and a user group, beside the network itself."""
    steering = _steering_group(network, today)
    _partnership_board(network, today)
    _task_group(network, steering, today)
    _user_group(network, today)


def _group(network: Network, name: str, kind: str, **more) -> Group:
    return Group.objects.create(network=network, name=name, kind=kind, **more)


def _series(group: Group, name: str, rhythm: str, **more) -> Series:
    return Series.objects.create(
        group=group, name=name, rhythm=rhythm, hosted_in_turn=False, **more
    )


def _join(group: Group, today: date, part: str, person: User | None) -> None:
    if person:
        GroupMember.objects.create(group=group, person=person, part=part, joined=today - LONG_AGO)


def _person(network: Network, role: str, number: int = 0) -> User | None:
    parts = Membership.objects.current().filter(network=network, role=role)
    return User.objects.filter(pk__in=parts.values("user")).order_by("pk")[number:].first()


def _steering_group(network: Network, today: date) -> Group:
    group = _group(
        network, "Co-production steering group", Group.Kind.STEERING,
        remit="Plans the year's work on direct payments with the people who use them.",
        not_yet_heard="People who manage a payment for a child; people who do not use e-mail.",
        decision_rule=Group.DecisionRule.USER_MAJORITY, quorum=5,
    )  # fmt: skip
    _join(group, today, Part.RESIDENT_CHAIR, _person(network, Role.RESIDENT))
    _join(group, today, Part.COUNCIL_CHAIR, _person(network, Role.DP_LEAD))
    series = _series(
        group, "Steering group meeting", Rhythm.SIX_WEEKS, starts_at=time(13),
        minutes=120, way="hybrid", agenda_template="How are we? | 10\nWork in hand | 60",
    )  # fmt: skip
    days = _working_days(today + timedelta(days=10), 0, 42, 84)
    series.weekday = days[0].weekday()
    series.save(update_fields=["weekday"])
    _announced(series, days)
    return group


def _partnership_board(network: Network, today: date) -> None:
    group = _group(
        network, "Personalisation partnership board", Group.Kind.BOARD,
        remit="Councils and residents decide together. Decisions are made only in a meeting.",
        decision_rule=Group.DecisionRule.IN_MEETING, quorum=7,
    )  # fmt: skip
    for council in Council.objects.in_network(network)[:4]:
        GroupMember.objects.create(group=group, council=council, joined=today - LONG_AGO)
    _join(group, today, Part.CHAIR, _person(network, Role.CHAIR))
    series = _series(
        group, "Partnership board", Rhythm.MONTHLY, nth=1, weekday=1, starts_at=time(14),
        minutes=90, way="online", link="https://meet.example/board",
    )  # fmt: skip
    proposed = planning.propose_dates(
        series, today + timedelta(days=5), today + timedelta(days=100)
    )
    _announced(series, [one.date for one in proposed])


def _task_group(network: Network, steering: Group, today: date) -> None:
    group = _group(
        network, "Plain letters task group", Group.Kind.TASK, reports_to=steering,
        remit="Two meetings: collect letters people found hard, then agree better ones.",
    )  # fmt: skip
    _join(group, today, Part.CHAIR, _person(network, Role.DP_LEAD, 1))
    series = _series(group, "Plain letters meeting", Rhythm.AD_HOC, way="online")
    _announced(series, _working_days(today + timedelta(days=20), 0, 64))


def _user_group(network: Network, today: date) -> None:
    group = _group(
        network, "Employers' tea and talk", Group.Kind.USERS,
        remit="People who employ personal assistants meet when they like and swap what works.",
    )  # fmt: skip
    _join(group, today, Part.CHAIR, _person(network, Role.RESIDENT))
    series = _series(group, "Tea and talk", Rhythm.AD_HOC, way="person", place="Library café")
    _announced(series, _working_days(today + timedelta(days=33), 0))


def _working_days(first: date, *apart: int) -> list[date]:
    """Days these numbers apart, from the first day on which none is a weekend or holiday."""
    while True:
        days = [first + timedelta(days=number) for number in apart]
        if all(day.weekday() < 5 and not bank_holiday(day) for day in days):
            return days
        first += timedelta(days=1)


def _announced(series: Series, days: list[date]) -> None:
    """Announced without mails: a demonstration should not fill the outbox."""
    planning.take_dates(series, [planning.Wanted(day) for day in days], version=series.version)
    for meeting in Meeting.objects.filter(series=series):
        meeting.status = Status.ANNOUNCED
        meeting.save(update_fields=["status", "changed"])


# Meetings of the demonstration: two years behind, one ahead, one decline repaired.
#
# Everything is invented but the names of councils. Dates are counted from today, so that a
# demonstration is never out of date. Running it again changes nothing.

TWO_MONTHLY = Cadence(months=2, nth=2, weekday=3)
# Who hosted in the last two years, oldest first; None is the informal time online.
HOSTED = (
    "aldermoot", "bramblequay", "cordlemere", None, None, "elmsquay", "farrowdine", "gorsemouth",
    "hobsmere", "mallowby", "nessenford", "otterquay",
)  # fmt: skip
NEWCOMER = "dunverley"


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
            for name, first in (("Spring", date(year, 2, 15)), ("Autumn", date(year, 10, 25))):
                first -= timedelta(days=first.weekday())  # a Monday; the week ends on Friday
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
    wanted = [planning.Wanted(one.date, one.reason, one.wished) for one in proposed]
    planning.take_dates(series, wanted, version=series.version)
    planning.plan_series(series, by=chair.user, version=series.version)
    coming = Meeting.objects.filter(series=series, status=Status.DRAFT).order_by("starts")
    inviting.announce(list(coming[:2]), by=chair.user)
    _answers(series)
    declined = Meeting.objects.filter(series=series, status=Status.ANNOUNCED).order_by("starts")[1]
    host_change_service.choose(
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
