"""The places of a room and of an online meeting, counted with guests, whoever answers and how."""

import mailbox
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from network.meetings import inviting
from network.meetings.calendar_replies import read_folder
from network.meetings.invitees import token_for
from network.meetings.models import Answer, Meeting, Status, Way
from tests.meetings.conftest import mails
from tests.meetings.test_replies import reply

ALICE, CAROL = "alice@example.org", "carol@example.org"
YES = Answer.IN_PERSON


@pytest.fixture
def meeting(announced):
    """The next meeting, in a room for two."""
    return give_room(announced[0], 2)


def give_room(meeting, places):
    meeting.room_capacity = places
    meeting.save()
    return meeting


def invitation(meeting, email=ALICE):
    return meeting.invitations.get(email=email)


def said(meeting, email=ALICE):
    kept = invitation(meeting, email)
    return kept.answer, kept.guests


def answers_page(meeting, email=ALICE):
    return reverse("meetings:answer", args=[token_for(invitation(meeting, email))])


def test_raised_guests_need_places_too(client, meeting):
    """Somebody who comes already may not bring five more into a room that is full."""
    page = answers_page(meeting)
    client.post(page, {"answer": "in_person", "guests": "1"})
    shown = client.post(page, {"answer": "in_person", "guests": "5"}).content.decode()
    assert "There are not enough places left that way." in shown
    assert "Thank you" not in shown
    assert said(meeting) == (YES, 1), "what was said before stands"


def test_room_for_one_does_not_take_five_guests(meeting):
    give_room(meeting, 1)
    with pytest.raises(inviting.NoPlaceLeft):
        inviting.answer(invitation(meeting), YES, guests=5)
    assert said(meeting) == (Answer.WAITING, 0)


def test_guests_kept_from_before_are_counted_with_a_new_yes(client, meeting):
    """Through the bare link an empty field keeps the guests, and they need places as well."""
    inviting.answer(invitation(meeting), Answer.ONLINE, guests=4)
    shown = client.post(answers_page(meeting), {"answer": "in_person", "guests": ""})
    assert "not enough places" in shown.content.decode()
    assert said(meeting) == (Answer.ONLINE, 4)


def test_who_says_yes_again_keeps_their_place_in_a_full_room(meeting):
    for email in (ALICE, CAROL):
        inviting.answer(invitation(meeting, email), YES)
    inviting.answer(invitation(meeting), YES, access_needs="A quiet room")
    assert invitation(meeting).access_needs == "A quiet room"


def test_fewer_guests_are_welcome_in_a_room_that_became_smaller(meeting):
    inviting.answer(invitation(meeting), YES, guests=1)
    give_room(meeting, 1)
    inviting.answer(invitation(meeting), YES, guests=1)
    inviting.answer(invitation(meeting), YES, guests=0)
    assert said(meeting) == (YES, 0)
    with pytest.raises(inviting.NoPlaceLeft):
        inviting.answer(invitation(meeting), YES, guests=1)


@pytest.mark.parametrize("given", [Answer.NO, Answer.PERHAPS, Answer.ONLINE])
def test_whoever_does_not_come_in_person_needs_no_place_in_the_room(meeting, given):
    give_room(meeting, 0)
    inviting.answer(invitation(meeting), given, guests=3)
    assert said(meeting)[0] == given


def test_places_online_are_counted_apart(meeting):
    meeting.online_capacity = 1
    meeting.save()
    inviting.answer(invitation(meeting), Answer.ONLINE)
    with pytest.raises(inviting.NoPlaceLeft):
        inviting.answer(invitation(meeting, CAROL), Answer.ONLINE)
    inviting.answer(invitation(meeting, CAROL), YES)


def test_a_place_given_up_is_free_for_somebody_else(meeting):
    inviting.answer(invitation(meeting), YES, guests=1)
    with pytest.raises(inviting.NoPlaceLeft):
        inviting.answer(invitation(meeting, CAROL), YES)
    inviting.answer(invitation(meeting), Answer.NO)
    inviting.answer(invitation(meeting, CAROL), YES, guests=1)


def test_whoever_is_asked_again_after_being_asked_off_has_no_place_yet(meeting):
    first = invitation(meeting)
    inviting.answer(first, YES, guests=1)
    inviting.withdraw(first)
    inviting.answer(invitation(meeting, CAROL), YES, guests=1)
    inviting.invite(meeting, [inviting.Invitee(ALICE, "Alice", first.person, first.council)])
    assert said(meeting)[0] == Answer.WAITING
    assert inviting.places_left(meeting, YES) == 0


@pytest.fixture
def folder(tmp_path):
    return mailbox.Maildir(tmp_path / "replies")


def test_a_calendars_yes_finds_no_place_in_a_full_room_and_is_told_so(meeting, folder):
    inviting.answer(invitation(meeting, CAROL), YES, guests=1)
    folder.add(reply(meeting, "ACCEPTED"))
    assert read_folder(folder._path) == "1 without a place"
    assert said(meeting) == (Answer.WAITING, 0)
    [letter] = mails(ALICE, "No place left")
    assert "So we did not keep this answer." in letter.text()
    assert token_for(invitation(meeting)) in letter.text()


def test_a_calendars_yes_brings_the_guests_named_before(meeting, folder):
    inviting.answer(invitation(meeting), Answer.PERHAPS, guests=2)
    folder.add(reply(meeting, "ACCEPTED", stamp=timezone.now() + timedelta(seconds=5)))
    assert read_folder(folder._path) == "1 without a place"
    assert "you and your 2 guests" in mails(ALICE, "No place left")[0].text()
    assert said(meeting) == (Answer.PERHAPS, 2)


def test_a_calendars_no_is_always_taken(meeting, folder):
    inviting.answer(invitation(meeting), YES, guests=1)
    give_room(meeting, 0)
    folder.add(reply(meeting, "DECLINED", stamp=timezone.now() + timedelta(seconds=5)))
    assert read_folder(folder._path) == "1 answered"
    assert said(meeting)[0] == Answer.NO


def test_a_yes_to_an_online_meeting_counts_its_own_places(announced, folder):
    meeting = announced[0]
    meeting.way, meeting.online_capacity, meeting.room_capacity = Way.ONLINE, 1, 0
    meeting.save()
    folder.add(reply(meeting, "ACCEPTED"))
    assert read_folder(folder._path) == "1 answered"
    assert said(meeting)[0] == Answer.ONLINE


# People who act at the same moment: each has loaded the page before the other one answers.


def test_two_answers_to_one_invitation_do_not_mix(meeting):
    first, second = invitation(meeting), invitation(meeting)
    inviting.answer(first, Answer.ONLINE, guests=3, access_needs="Large print")
    inviting.answer(second, Answer.PERHAPS)
    kept = invitation(meeting)
    assert (kept.answer, kept.guests, kept.access_needs) == (Answer.PERHAPS, 3, "Large print")


def test_the_last_place_goes_to_the_first_who_takes_it(meeting):
    give_room(meeting, 1)
    early, late = invitation(meeting), invitation(meeting, CAROL)
    inviting.answer(early, YES)
    with pytest.raises(inviting.NoPlaceLeft):
        inviting.answer(late, YES)
    assert late.answer == Answer.WAITING


@pytest.mark.parametrize("change", ["cancelled", "withdrawn", "over"])
def test_an_answer_on_its_way_is_not_kept_once_the_meeting_has_gone(meeting, chair, change):
    opened = inviting.invitation_behind(token_for(invitation(meeting)))
    if change == "cancelled":
        inviting.cancel(Meeting.objects.get(pk=meeting.pk), by=chair, because="Snow")
    elif change == "withdrawn":
        inviting.withdraw(invitation(meeting))
    else:
        Meeting.objects.filter(pk=meeting.pk).update(
            starts=timezone.now() - timedelta(days=1), status=Status.HELD
        )
    with pytest.raises(inviting.LinkNotGood):
        inviting.answer(opened, YES)
    assert said(meeting)[0] == Answer.WAITING


def test_compensation_paid_meanwhile_stays_paid(meeting):
    opened = invitation(meeting)
    opened.payment = "offered"
    opened.save()
    meeting.invitations.filter(pk=opened.pk).update(payment="paid")
    inviting.answer_compensation(opened, accepted=False)
    assert invitation(meeting).payment == "paid"
