"""Five kinds of group that networks have, each with its own way of meeting. Invented people."""

from datetime import date, time, timedelta

from network.councils.models import Council, Network
from network.meetings import planning
from network.meetings.dates import bank_holiday
from network.meetings.models import Group, GroupMember, Meeting, Part, Rhythm, Series, Status
from network.people.models import Membership, Role, User

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
    first = _working_days(today + timedelta(days=10), 0, 42, 84)
    _announced(series, first)
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
