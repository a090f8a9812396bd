"""A chair's year from end to end, and the calendar of one member read back event by event."""

from datetime import timedelta

import pytest
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from network.meetings.check_rota import check
from network.meetings.demo import load_demo_meetings
from network.meetings.models import Attachment, CalendarAddress, Group, Meeting, Series, Status
from network.people.demo import load_demo_people
from tests.meetings.conftest import calendar_part, mails

ALICE = "alice@example.org"


class Calendar:
    """A calendar program: it keeps the newest state of each UID it is sent."""

    def __init__(self):
        self.events = {}

    def receive(self, message):
        part, calendar = calendar_part(message)
        event = calendar.vevent
        assert part.get_param("method") == calendar.method.value
        uid, sequence = event.uid.value, int(event.sequence.value)
        known = self.events.get(uid)
        assert known is None or sequence >= known[0], "never older than what is known"
        self.events[uid] = (sequence, event.dtstart.value, event.status.value)


def test_planned_announced_moved_declined_and_cancelled(client, chair, announced, series):
    client.force_login(chair)
    moved, declined, cancelled = announced[1], announced[2], announced[3]
    new_day = moved.day + timedelta(days=7)
    form = {
        "title": moved.title, "day": new_day.isoformat(), "clock": "13:00", "minutes": 120,
        "way": "hybrid", "venue": moved.venue, "link": moved.link, "all-the-same": "1",
    }  # fmt: skip
    assert client.post(reverse("meetings:edit", args=[moved.pk]), form).status_code == 302
    repair = {"version": series.version, "kind": "swap", "reason": "Building works"}
    page = reverse("meetings:host", args=[declined.pk])
    assert client.post(page, repair).status_code == 302
    because = {"because": "Snow"}
    assert client.post(reverse("meetings:cancel", args=[cancelled.pk]), because).status_code == 302

    outlook = Calendar()
    for message in mails(ALICE):
        if any(part.get_content_type() == "text/calendar" for part in message.parsed().walk()):
            outlook.receive(message)
    assert len(outlook.events) == 6
    for meeting in Meeting.objects.filter(series=series):
        sequence, start, status = outlook.events[meeting.uid]
        assert sequence == meeting.sequence
        assert start == meeting.starts
        assert status == ("CANCELLED" if meeting.pk == cancelled.pk else "CONFIRMED")
    assert outlook.events[moved.uid][1].hour == 13

    own = CalendarAddress.objects.create(person=chair)
    feed = client.get(reverse("meetings:feed", args=[own.secret, "all"])).content.decode()
    read = {one.uid.value: one.status.value for one in vobject.readOne(feed).vevent_list}
    assert read == {uid: status for uid, (_, _, status) in outlook.events.items()}


@pytest.fixture
def demonstration(invented):
    load_demo_people(invented)
    load_demo_meetings(invented)
    return Series.objects.get(name="Network meeting")


def test_the_demonstrations_year_is_accepted_and_loads_once(demonstration, invented):
    assert check(demonstration.planned_ledger, demonstration.certificate) is None
    assert demonstration.host_changes.filter(did="replan").exists()
    before = Meeting.objects.count()
    load_demo_meetings(invented)
    assert Meeting.objects.count() == before


def test_the_demonstration_has_the_five_ways_of_meeting(demonstration):
    def days(name):
        return [one.day for one in Meeting.objects.filter(series__name=name)]

    steering = days("Steering group meeting")
    assert {(b - a).days for a, b in zip(steering, steering[1:], strict=False)} == {42}
    assert len(Group.objects.get(kind="steering").members.filter(part__endswith="_chair")) == 2
    [first, second] = days("Plain letters meeting")
    assert (second - first).days == 64
    assert Group.objects.get(kind="board").decision_rule == "in_meeting"
    assert Group.objects.get(kind="task").reports_to == Group.objects.get(kind="steering")
    held = Meeting.objects.filter(series=demonstration, status=Status.HELD)
    assert held.filter(informal=True, host=None).count() == 2


def test_a_file_is_as_visible_as_its_meeting(client, chair, alice, announced):
    client.force_login(chair)
    page = reverse("meetings:attach", args=[announced[0].pk])
    wrong = SimpleUploadedFile("bad.exe", b"MZ")
    assert client.post(page, {"title": "Papers", "file": wrong}).status_code == 200
    papers = SimpleUploadedFile("papers.txt", b"Papers")
    assert client.post(page, {"title": "Papers", "file": papers}).status_code == 302
    attached = Attachment.objects.get()
    assert attached.document.audience_key == announced[0].audience_key
    client.force_login(alice)
    assert "Papers" in client.get(announced[0].get_absolute_url()).content.decode()


def test_the_chair_adds_members_and_lets_them_go(client, chair, alice, network):
    client.force_login(chair)
    made = client.post(
        reverse("meetings:new_group"),
        {"name": "Letters", "kind": "task", "decision_rule": "none"},
    )
    group = Group.objects.get(name="Letters")
    assert made.url == group.get_absolute_url()
    page = reverse("meetings:members", args=[group.pk])
    assert client.post(page, {"part": "member"}).status_code == 200, "neither person nor council"
    assert client.post(page, {"part": "member", "person": alice.pk}).status_code == 302
    assert client.post(page, {"part": "member", "person": alice.pk}).status_code == 200, "twice"
    member = group.members.get(person=alice)
    client.post(page, {"leaves": member.pk})
    assert not group.members.current(timezone.localdate()).filter(person=alice).exists()


def test_pages_ask_the_database_few_questions(
    client, alice, announced, django_assert_max_num_queries
):
    client.force_login(alice)
    with django_assert_max_num_queries(45):
        client.get(announced[0].series.get_absolute_url())
    with django_assert_max_num_queries(30):
        client.get(reverse("meetings:index"))
