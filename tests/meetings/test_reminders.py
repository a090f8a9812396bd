"""Reminders: to those concerned, once each, whatever hour the job runs or how late."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from hub.mail.models import Message
from network.meetings import inviting, reminders
from network.meetings.jobs import note_as_held
from network.meetings.models import Answer, Meeting, Status
from tests.meetings.conftest import mails

ALICE, CAROL = "alice@example.org", "carol@example.org"


def a_week_before(meeting):
    return meeting.day - timedelta(days=7)


def test_reminders_go_to_invited_less_declined_with_the_agenda(announced):
    meeting = announced[0]
    inviting.answer(meeting.invitations.get(email=CAROL), Answer.NO)
    reminders.remind_people(a_week_before(meeting))
    assert len(mails(ALICE, "Reminder")) == 1
    assert "2. News from ADASS (30 minutes)" in mails(ALICE, "Reminder")[0].text()
    assert mails(CAROL, "Reminder") == []


def test_only_those_who_have_not_answered_are_asked_again(announced):
    meeting = announced[0]
    inviting.answer(meeting.invitations.get(email=ALICE), Answer.ONLINE)
    reminders.ask_the_silent(meeting.day - timedelta(days=10))
    assert mails(ALICE, "Will you come?") == []
    assert len(mails(CAROL, "Will you come?")) == 1


def test_each_reminder_goes_once_in_sixty_days_of_jittered_runs(announced):
    meeting = next(one for one in announced if one.host.slug == "dudley")
    Meeting.objects.exclude(pk=meeting.pk).update(status=Status.CANCELLED)
    chance = Random(7)
    for days in range(60, -1, -1):
        if chance.random() < 0.3:
            continue  # the job did not run that day
        for _again in range(chance.choice((1, 2, 3))):
            today = meeting.day - timedelta(days=days)
            reminders.remind_people(today)
            reminders.ask_the_silent(today)
            reminders.remind_hosts(today)
    assert 1 <= len(mails(ALICE, "Reminder")) <= 2
    assert len(mails(ALICE, "Will you come?")) == 2
    assert len(mails(ALICE, "You host in")) == 3


def test_the_host_gets_a_check_list_at_six_weeks(announced):
    meeting = next(one for one in announced if one.host.slug == "dudley")
    reminders.remind_hosts(meeting.day - timedelta(days=42))
    [mail] = mails(ALICE, "You host in 42 days")
    assert "The room is booked" in mail.text()
    reminders.remind_hosts(meeting.day - timedelta(days=40))
    assert len(mails(ALICE, "You host in")) == 1


def test_a_cancelled_meeting_reminds_nobody(announced, chair):
    meeting = announced[0]
    inviting.cancel(meeting, by=chair, because="Snow")
    before = Message.objects.count()
    reminders.remind_people(a_week_before(meeting))
    reminders.remind_hosts(a_week_before(meeting))
    assert Message.objects.count() == before


def test_a_meeting_that_moved_reminds_anew(announced, chair):
    meeting = announced[0]
    reminders.remind_people(a_week_before(meeting))
    inviting.change(meeting, {"starts": meeting.starts + timedelta(days=20)}, by=chair)
    reminders.remind_people(a_week_before(meeting))
    assert len(mails(ALICE, "Reminder")) == 2


def test_a_meeting_that_is_over_becomes_held(announced):
    Meeting.objects.filter(pk=announced[0].pk).update(starts=timezone.now() - timedelta(days=1))
    assert note_as_held() == "1 held"
    announced[0].refresh_from_db()
    assert announced[0].status == Status.HELD
