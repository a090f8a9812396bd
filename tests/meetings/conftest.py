"""A network that meets every six weeks, and mails read back by a second parser."""

from datetime import date, datetime, time, timedelta

import pytest
import vobject
from django.utils import timezone

from hub.mail.models import Message
from network.councils.models import CouncilMembership
from network.meetings import inviting, planning
from network.meetings.models import Group, Meeting, Rhythm, Series

BEGINNING = date(2020, 1, 1)


@pytest.fixture
def group(network):
    CouncilMembership.objects.filter(network=network).update(joined=BEGINNING)
    return Group.objects.create(network=network, name="West Midlands network")


@pytest.fixture
def series(group):
    return Series.objects.create(
        group=group,
        name="Network meeting",
        rhythm=Rhythm.SIX_WEEKS,
        starts_at=time(10),
        place="Council House",
        link="https://teams.example/join/42",
        agenda_template="Welcome | 10\nNews from ADASS | 30",
    )


def plan_a_year(series: Series, by, meetings: int = 6, first: date | None = None) -> list[Meeting]:
    """Dates taken and hosts planned, as the wizard does it."""
    first = first or timezone.localdate() + timedelta(days=30)
    wanted = [planning.Wanted(first + timedelta(days=42 * n)) for n in range(meetings)]
    planning.take_dates(series, wanted, version=series.version)
    planning.plan_series(series, by=by, version=series.version)
    return list(Meeting.objects.filter(series=series).order_by("starts"))


@pytest.fixture
def year(series, chair, alice, carol, dana):
    """Six drafts with hosts."""
    return plan_a_year(series, chair)


@pytest.fixture
def announced(year, chair):
    """Six announced meetings; alice, carol, chair and dana are invited."""
    inviting.announce(year, by=chair)
    return list(Meeting.objects.filter(series=year[0].series).order_by("starts"))


def mails(to: str, subject: str = "") -> list[Message]:
    """What was posted to somebody, oldest first."""
    found = [one for one in Message.objects.order_by("pk") if to in one.recipients]
    return [one for one in found if subject in one.subject]


def calendar_part(message: Message):
    """The MIME part with the calendar, and the calendar as another parser reads it."""
    parts = [part for part in message.parsed().walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    return parts[0], vobject.readOne(parts[0].get_content())


def at(day: date, clock: str = "10:00") -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))
