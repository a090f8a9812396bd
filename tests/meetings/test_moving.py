"""Moving a meeting onto a bad day: the form says so before anybody is told."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from network.meetings.models import ChairBlockedDay, HostAway, Meeting
from tests.meetings.conftest import mails

pytestmark = pytest.mark.usefixtures("day_of_the_mails")


@pytest.fixture
def as_chair(client, chair):
    client.force_login(chair)
    return client


def move(client, meeting, day, **more):
    form = {
        "title": meeting.title, "day": str(day), "clock": "10:00", "minutes": 150,
        "way": "hybrid", "venue": meeting.venue, "link": meeting.link,
    }  # fmt: skip
    return client.post(reverse("meetings:edit", args=[meeting.pk]), form | more)


def friday(meeting):
    """A weekday near the meeting on which nothing is closed."""
    return meeting.day + timedelta(days=(4 - meeting.day.weekday()) % 7 or 7)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 25), "Christmas Day (bank holiday)"),
        (date(2026, 6, 6), "A Saturday"),
        (date(2026, 6, 7), "A Sunday"),
        (date(2026, 6, 17), "Elections"),
        (date(2026, 6, 18), "cannot host that day: Half the team is on leave"),
    ],
)
def test_a_bad_day_is_named_and_nobody_is_told_yet(as_chair, announced, network, day, words):
    meeting = announced[0]
    ChairBlockedDay.objects.create(
        network=network, first=date(2026, 6, 17), last=date(2026, 6, 17), why="Elections"
    )
    HostAway.objects.create(
        series=meeting.series, council=meeting.host, first=date(2026, 6, 18),
        last=date(2026, 6, 18), reason="Half the team is on leave",
    )  # fmt: skip
    before = meeting.starts
    page = move(as_chair, meeting, day).content.decode()
    assert words in page and "Nothing is saved yet" in page
    assert "Move it all the same and tell 4 people" in page
    meeting.refresh_from_db()
    assert meeting.starts == before and not mails("alice@example.org", "Changed:")
    assert move(as_chair, meeting, day, **{"all-the-same": "1"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.day == day and mails("alice@example.org", "Changed:")


def test_a_good_day_is_taken_at_once(as_chair, announced):
    day = friday(announced[0])
    assert move(as_chair, announced[0], day).status_code == 302
    assert Meeting.objects.get(pk=announced[0].pk).day == day


def test_the_form_says_how_many_people_are_told(as_chair, announced):
    page = as_chair.get(reverse("meetings:edit", args=[announced[0].pk])).content.decode()
    assert "4 people are told by mail" in page


def test_another_date_of_the_series_is_refused_whatever_is_pressed(as_chair, series, announced):
    for more in ({}, {"all-the-same": "1"}):
        page = move(as_chair, announced[0], announced[1].day, **more)
        assert page.status_code == 200
    assert "There is a meeting on" in page.content.decode()
    assert as_chair.get(series.get_absolute_url()).status_code == 200
    assert Meeting.objects.get(pk=announced[0].pk).day == announced[0].day
