"""Invitations that calendars obey, read back by a second parser (vobject)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from hub.mail.models import Message
from network.meetings import inviting
from network.meetings.invitees import Invitee
from network.meetings.models import Answer, Meeting, Status
from network.meetings.planning import NotPossible
from tests.meetings.conftest import at, calendar_part, mails

ALICE = "alice@example.org"


def test_an_invitation_is_one_request_with_uid_zone_organiser_and_alarm(announced):
    first = announced[0]
    part, calendar = calendar_part(mails(ALICE)[0])
    event = calendar.vevent
    assert part.get_param("method") == "REQUEST" == calendar.method.value
    assert event.uid.value == first.uid
    assert event.sequence.value == "0"
    assert event.status.value == "CONFIRMED"
    assert event.dtstart.value == first.starts
    assert event.dtend.value == first.ends
    assert calendar.vtimezone.tzid.value == "Europe/London"
    assert "DTSTART;TZID=Europe/London:" in part.get_content()
    assert event.organizer.value.upper().startswith("MAILTO:")
    assert event.attendee.value == f"MAILTO:{ALICE}"
    assert event.attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
    assert event.valarm.trigger.value == timedelta(days=-1)
    assert not hasattr(event, "rrule")
    assert "https://teams.example/join/42" in event.description.value
    assert "1. Welcome" in event.description.value


def test_a_year_is_six_events_of_their_own(announced):
    uids = [calendar_part(mail)[1].vevent.uid.value for mail in mails(ALICE, "Invitation")]
    assert uids == [meeting.uid for meeting in announced]


def test_times_are_right_on_both_sides_of_a_change_of_the_clocks(announced, chair):
    meeting = announced[0]
    for day, hour in ((date(2027, 3, 25), 10), (date(2027, 3, 29), 9)):
        inviting.change(meeting, {"starts": at(day)}, by=chair)
        event = calendar_part(mails(ALICE, "Changed")[-1])[1].vevent
        assert event.dtstart.value.utctimetuple().tm_hour == hour
        assert event.dtstart.value.hour == 10


def test_moving_a_meeting_raises_sequence_and_asks_again(announced, chair):
    meeting = announced[0]
    invitation = meeting.invitations.get(email=ALICE)
    inviting.answer(invitation, Answer.ONLINE, guests=1, access_needs="Hearing loop")
    moved = meeting.starts + timedelta(days=7)
    assert inviting.change(meeting, {"starts": moved}, by=chair) is True
    invitation.refresh_from_db()
    assert invitation.answer == Answer.WAITING
    assert (invitation.guests, invitation.access_needs) == (1, "Hearing loop")
    part, calendar = calendar_part(mails(ALICE, "Changed")[0])
    assert part.get_param("method") == "REQUEST" == calendar.method.value
    assert calendar.vevent.uid.value == meeting.uid
    assert calendar.vevent.sequence.value == "1"
    assert calendar.vevent.dtstart.value == moved


def test_a_typing_error_in_the_title_asks_nobody_again(announced, chair):
    meeting = announced[0]
    inviting.answer(meeting.invitations.get(email=ALICE), Answer.ONLINE)
    before = Message.objects.count()
    assert inviting.change(meeting, {"title": "Network meeting!"}, by=chair) is False
    meeting.refresh_from_db()
    assert (meeting.title, meeting.sequence) == ("Network meeting!", 0)
    assert meeting.invitations.get(email=ALICE).answer == Answer.ONLINE
    assert Message.objects.count() == before


def test_a_new_joining_link_is_told_without_asking_again(announced, chair):
    meeting = announced[0]
    inviting.answer(meeting.invitations.get(email=ALICE), Answer.ONLINE)
    assert inviting.change(meeting, {"link": "https://teams.example/new"}, by=chair) is False
    event = calendar_part(mails(ALICE, "Changed")[0])[1].vevent
    assert event.sequence.value == "0"
    assert event.attendee.params["PARTSTAT"] == ["ACCEPTED"]
    assert "https://teams.example/new" in event.description.value


def test_a_cancellation_says_so_and_carries_no_link(announced, chair):
    meeting = announced[0]
    inviting.cancel(meeting, by=chair, because="The venue is flooded.")
    mail = mails(ALICE, "Cancelled")[0]
    part, calendar = calendar_part(mail)
    event = calendar.vevent
    assert part.get_param("method") == "CANCEL" == calendar.method.value
    assert event.uid.value == meeting.uid
    assert event.sequence.value == "1"
    assert event.status.value == "CANCELLED"
    assert not hasattr(event, "valarm")
    assert b"teams.example" not in bytes(mail.raw)
    assert mail.subject.startswith("Cancelled: ")
    assert "The venue is flooded." in mail.text()


def test_moved_twice_before_the_first_mail_left_everything_arrives_in_order(announced, chair):
    meeting = announced[0]
    for weeks in (1, 2):
        inviting.change(meeting, {"starts": meeting.starts + timedelta(weeks=weeks)}, by=chair)
    inviting.cancel(meeting, by=chair, because="Enough.")
    mine = [one for one in mails(ALICE) if meeting.uid in one.thread]
    assert len({one.thread for one in mine}) == 1, "one thread, so the outbox keeps the order"
    read = [calendar_part(one)[1] for one in mine]
    assert [one.method.value for one in read] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert [one.vevent.sequence.value for one in read] == ["0", "1", "2", "3"]
    assert len({one.vevent.uid.value for one in read}) == 1
    assert [one.thread for one in Message.objects.due().filter(thread=mine[0].thread)] == [
        mine[0].thread
    ], "only the first may leave now"


def test_somebody_invited_later_gets_the_meeting_as_it_is_now(announced, chair):
    meeting = announced[0]
    inviting.change(meeting, {"starts": meeting.starts + timedelta(days=1)}, by=chair)
    inviting.invite(meeting, [Invitee("Late@Example.org", "Late Example")])
    calendar = calendar_part(mails("late@example.org")[0])[1]
    assert calendar.method.value == "REQUEST"
    assert calendar.vevent.sequence.value == "1"
    assert inviting.invite(meeting, [Invitee("late@example.org")]) == []


def test_who_is_taken_off_the_list_is_told_and_nobody_else(announced):
    meeting = announced[0]
    before = Message.objects.count()
    inviting.withdraw(meeting.invitations.get(email=ALICE))
    assert Message.objects.count() == before + 1
    assert calendar_part(mails(ALICE)[-1])[1].method.value == "CANCEL"


def test_a_draft_that_is_cancelled_tells_nobody(year, chair):
    inviting.cancel(year[0], by=chair, because="Not needed.")
    assert not Message.objects.exists()


def test_nothing_is_announced_in_the_past(year, chair):
    Meeting.objects.filter(pk=year[1].pk).update(starts=timezone.now() - timedelta(days=1))
    with pytest.raises(NotPossible, match="in the past"):
        inviting.announce(Meeting.objects.filter(series=year[0].series), by=chair)
    assert not Meeting.objects.filter(status=Status.ANNOUNCED).exists()
    assert not Message.objects.exists()


def test_a_meeting_is_not_moved_into_the_past_nor_after_it_was_cancelled(announced, chair):
    meeting = announced[0]
    with pytest.raises(NotPossible, match="past"):
        inviting.change(meeting, {"starts": timezone.now() - timedelta(hours=1)}, by=chair)
    inviting.cancel(meeting, by=chair, because="No.")
    with pytest.raises(NotPossible):
        inviting.change(meeting, {"title": "Again"}, by=chair)
    with pytest.raises(NotPossible):
        inviting.cancel(meeting, by=chair, because="Twice.")


def test_a_meeting_over_the_change_of_the_clocks_lasts_its_minutes(announced, chair):
    meeting = announced[0]
    night = at(date(2027, 3, 28), "00:30")
    inviting.change(meeting, {"starts": night, "minutes": 120}, by=chair)
    event = calendar_part(mails(ALICE, "Changed")[0])[1].vevent
    assert event.dtend.value - event.dtstart.value != timedelta(0)
    assert meeting.ends - meeting.starts == timedelta(minutes=120)
    assert event.dtend.value.hour == 3, "half past midnight and two hours is half past three"
