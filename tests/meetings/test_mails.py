"""What the mails about meetings say, word for word."""

import pytest
from django.urls import reverse

from network.meetings import host_change_service, inviting, mails
from network.meetings.models import Meeting
from tests.meetings.conftest import mails as posted

ALICE, CAROL = "alice@example.org", "carol@example.org"


@pytest.fixture
def meeting(day_of_the_mails, announced):
    """The first of the year, in a room that has been described."""
    first = announced[0]
    first.access_notes = "Step-free from the car park. Hearing loop."
    first.speakers = "Ann Example, internal audit"
    first.save()
    return first


def invitation(meeting, email=ALICE):
    return meeting.invitations.get(email=email)


def newest(to, subject):
    return posted(to, subject)[-1]


def test_an_invitation(snapshot, meeting):
    mails.send_invitation(invitation(meeting), again=False)
    snapshot("invitation", newest(ALICE, "Invitation:"))


def test_a_meeting_that_moved(snapshot, meeting, chair):
    inviting.change(meeting, {"starts": meeting.starts.replace(hour=13)}, by=chair)
    snapshot("invitation_changed", newest(ALICE, "Changed:"))


def test_a_cancellation(snapshot, meeting, chair):
    inviting.cancel(meeting, by=chair, because="The council house is flooded.")
    snapshot("cancelled", newest(ALICE, "Cancelled:"))


def test_an_invitation_taken_back(snapshot, meeting):
    inviting.withdraw(invitation(meeting))
    snapshot("cancelled_for_one", newest(ALICE, "Cancelled:"))


def test_a_reminder(snapshot, meeting):
    mails.send_reminder(invitation(meeting))
    snapshot("reminder", newest(ALICE, "Reminder:"))


def test_a_question_to_the_silent(snapshot, meeting):
    mails.send_question(invitation(meeting))
    snapshot("question", newest(ALICE, "Will you come?"))


def test_no_place_left(snapshot, meeting):
    asked = invitation(meeting)
    asked.guests = 2
    mails.send_no_place(asked)
    snapshot("no_place", newest(ALICE, "No place left:"))


def test_a_check_list_for_the_host(snapshot, meeting, alice):
    alice.council = meeting.host
    alice.save()
    mails.send_check_list(meeting, 14)
    snapshot("check_list", newest(ALICE, "You host in 14 days"))


def test_a_date_handed_from_one_council_to_another_that_cannot(
    client, snapshot, meeting, alice, carol, chair
):
    alice.council = meeting.host
    alice.save()
    series = Meeting.objects.get(pk=meeting.pk).series
    host_change_service.hand_to(
        meeting, carol.council, by=chair, reason="The hall is closed.", version=series.version
    )
    snapshot("relieved_of_hosting", newest(ALICE, "Hosting on"))
    snapshot("asked_to_host", newest(CAROL, "Hosting on"))
    change = meeting.host_changes.get(did="cover")
    client.force_login(carol)
    client.post(reverse("meetings:agree", args=[change.pk]), {"agreed": "no"})
    snapshot("host_refused", newest(chair.email, "cannot host"))
