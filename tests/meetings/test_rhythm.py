"""Dates go on in step with the series, and the chair is told what speaks against a date."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from network.meetings import planning
from network.meetings.dates import Cadence, wished_dates
from network.meetings.demo import load_demo_meetings
from network.meetings.models import (
    ChairBlockedDay,
    Group,
    GroupMember,
    Meeting,
    Rhythm,
    SchoolHoliday,
    Series,
    Status,
)  # fmt: skip
from network.meetings.planning import Wanted, at_local
from network.people.models import Role
from tests.conftest import person

SATURDAY = date(2026, 5, 2)


@pytest.fixture(autouse=True)
def a_saturday():
    with time_machine.travel("2026-05-02T09:00:00Z", tick=False):
        yield


@pytest.fixture
def as_chair(client, chair):
    client.force_login(chair)
    return client


def days(proposed):
    return [one.date for one in proposed]


def take(series, *wanted):
    planning.take_dates(
        series, [Wanted(day, wished=wish) for day, wish in wanted], version=series.version
    )


class TestStep:
    def test_a_new_series_starts_on_its_own_day_of_the_week(self, series):
        proposed = planning.propose_dates(series, SATURDAY, date(2026, 12, 31))
        assert days(proposed)[0] == date(2026, 5, 7)
        assert {one.weekday() for one in days(proposed)} == {3}

    def test_six_weeks_go_on_from_the_last_meeting_whenever_one_looks(self, series):
        take(series, (date(2026, 5, 14), date(2026, 5, 14)))
        for looked in (SATURDAY, date(2026, 5, 15), date(2026, 6, 20)):
            proposed = days(planning.propose_dates(series, looked, date(2026, 9, 30)))
            assert date(2026, 6, 25) in proposed and date(2026, 8, 6) in proposed

    def test_a_meeting_moved_for_a_holiday_does_not_move_the_rhythm(self, series):
        take(series, (date(2026, 5, 21), date(2026, 5, 14)))
        assert days(planning.propose_dates(series, date(2026, 6, 1), date(2026, 7, 1))) == [
            date(2026, 6, 25)
        ]

    def test_a_date_added_by_hand_does_not_move_it_either(self, series):
        take(series, (date(2026, 5, 14), date(2026, 5, 14)), (date(2026, 5, 27), None))
        assert days(planning.propose_dates(series, date(2026, 6, 1), date(2026, 7, 1))) == [
            date(2026, 6, 25)
        ]

    @pytest.mark.parametrize("looked", [date(2026, 7, 1), date(2026, 8, 15), date(2026, 9, 1)])
    def test_two_monthly_dates_stay_in_their_months(self, series, looked):
        series.rhythm = Rhythm.TWO_MONTHS
        series.save()
        take(series, (date(2026, 5, 14), date(2026, 5, 14)))
        proposed = days(planning.propose_dates(series, looked, date(2027, 3, 31)))
        assert {one.month for one in proposed} <= {7, 9, 11, 1, 3}
        assert date(2026, 9, 10) in proposed

    def test_looking_back_before_the_anchor_keeps_the_step_too(self):
        weeks = wished_dates(
            Cadence(weeks=6), date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 14)
        )
        assert weeks == [date(2026, 1, 8), date(2026, 2, 19)]
        months = Cadence(months=2, nth=2, weekday=3)
        found = wished_dates(months, date(2026, 1, 15), date(2026, 6, 1), date(2026, 9, 10))
        assert found == [date(2026, 3, 12), date(2026, 5, 14)]

    def test_what_is_there_is_not_proposed_again_where_it_was_moved_from(self, as_chair, series):
        take(series, (date(2026, 5, 21), date(2026, 5, 14)))
        page = as_chair.get(reverse("meetings:dates", args=[series.pk]))
        assert date(2026, 5, 14) not in [row.date for row, _ in page.context["rows"]]

    def test_the_form_keeps_the_wished_date_when_the_chair_types_another(self, as_chair, series):
        form = {
            "version": series.version, "day": ["2026-05-20"], "proposed": ["2026-05-14"],
            "reason": ["x"], "wished": ["2026-05-14"],
        }  # fmt: skip
        as_chair.post(reverse("meetings:dates", args=[series.pk]), form)
        meeting = Meeting.objects.get()
        assert (meeting.day, meeting.wished, meeting.date_reason) == (
            date(2026, 5, 20), date(2026, 5, 14), "",
        )  # fmt: skip


@pytest.fixture
def board(network, alice, carol):
    """A board that meets on 14 May; Alice is on it. Its chair is Alice."""
    board = Group.objects.create(network=network, name="Board", kind=Group.Kind.BOARD)
    GroupMember.objects.create(group=board, person=alice, part="chair")
    other = Series.objects.create(group=board, name="Secret board", hosted_in_turn=False)
    Meeting.objects.create(
        group=board, series=other, title="Secret board", status=Status.ANNOUNCED,
        starts=at_local(date(2026, 5, 14), time(14)),
    )  # fmt: skip
    return board


class TestClashes:
    def page(self, client, series, **more):
        return client.get(reverse("meetings:dates", args=[series.pk]), more).content.decode()

    def test_a_meeting_of_the_same_people_is_shown(self, as_chair, series, board):
        take(series, (date(2026, 4, 2).replace(month=6, day=25), date(2026, 6, 25)))
        assert "Secret board is that day, with 1 of the same people" in self.page(as_chair, series)

    def test_its_name_is_shown_to_nobody_who_may_not_see_it(self, client, series, board, network):
        deputy = person("Deb", network, Role.RESIDENT)
        series.group.members.create(person=deputy, part="deputy", joined=date(2020, 1, 1))
        take(series, (date(2026, 6, 25), date(2026, 6, 25)))
        client.force_login(deputy)
        page = self.page(client, series)
        assert "Another meeting is that day" in page and "Secret board" not in page

    def test_nobody_in_common_is_no_clash(self, as_chair, series, board):
        board.members.all().delete()
        take(series, (date(2026, 6, 25), date(2026, 6, 25)))
        assert "is that day" not in self.page(as_chair, series)

    def test_holidays_are_only_said_to_be_clear_where_they_are_known(
        self, as_chair, series, dudley
    ):
        SchoolHoliday.objects.create(
            council=dudley, name="Autumn", first=date(2026, 10, 26), last=date(2026, 10, 30)
        )
        page = self.page(as_chair, series)
        assert "School holidays of 2026 are known for 1 of 14 councils" in page
        assert "School holidays of 2027 are not known here" in page


class TestHolidayTable:
    @pytest.fixture
    def autumn(self, dudley):
        return SchoolHoliday.objects.create(
            council=dudley, name="Autumn", first=date(2026, 10, 26), last=date(2026, 10, 30)
        )

    address = "/meetings/school-holidays/"

    def test_one_is_added_changed_and_removed(self, as_chair, dudley, autumn):
        words = {
            "council": dudley.pk,
            "name": "Spring",
            "first": "2027-02-15",
            "last": "2027-02-19",
        }
        assert as_chair.post(self.address, words).status_code == 302
        changed = words | {"name": "Autumn", "first": "2026-10-19", "last": "2026-10-23"}
        assert as_chair.post(f"{self.address}?change={autumn.pk}", changed).status_code == 302
        autumn.refresh_from_db()
        assert autumn.first == date(2026, 10, 19)
        as_chair.post(self.address, {"remove": autumn.pk})
        assert [one.name for one in SchoolHoliday.objects.all()] == ["Spring"]

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"last": "2026-10-01"}, "It ends before it starts"),
            ({"first": "2026-10-26"}, "already exists"),
            ({"council": "999999"}, "Select a valid choice"),
            ({"first": "soon"}, "Enter a valid date"),
        ],
    )
    def test_a_wrong_one_gets_a_sentence(self, as_chair, dudley, autumn, wrong, words):
        good = {"council": dudley.pk, "name": "X", "first": "2026-10-27", "last": "2026-10-30"}
        page = as_chair.post(self.address, good | wrong).content.decode()
        assert words in page
        assert SchoolHoliday.objects.count() == 1

    @pytest.mark.parametrize("number", ["x", "-1", "9" * 30])
    def test_numbers_that_name_nothing_change_nothing(self, as_chair, autumn, number):
        as_chair.post(self.address, {"remove": number})
        assert as_chair.get(self.address, {"change": number}).status_code == 200
        assert SchoolHoliday.objects.count() == 1

    def test_only_the_networks_chair(self, client, alice, autumn):
        client.force_login(alice)
        assert client.post(self.address, {"remove": autumn.pk}).status_code == 403
        assert SchoolHoliday.objects.exists()


def test_the_demonstrations_half_terms_end_on_a_friday(network, chair, alice, resident, carol):
    load_demo_meetings(network)
    assert {one.last.weekday() for one in SchoolHoliday.objects.all()} == {4}
    assert not ChairBlockedDay.objects.exists()
