"""Every job that goes through many things: one bad thing, and the others are dealt with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.jobs.models import PutAside
from hub.mail.models import Message
from network.meetings.models import Invitation, Meeting
from network.meetings.reminders import ask_the_silent, remind_people
from network.people.models import User
from practices.notes.services import remind_owners
from tests.meetings.conftest import announced, group, series, year  # noqa: F401  (fixtures)
from tests.practices.conftest import make_note  # noqa: F401

pytestmark = pytest.mark.django_db
BAD = "bad@example.org\nBcc: everybody@example.org"  # no mail program takes such an address


@pytest.fixture
def bad(alice):
    """Alice's address was spoiled behind the hub's back."""
    User.objects.filter(pk=alice.pk).update(email=BAD)
    alice.refresh_from_db()
    return alice


def test_one_bad_address_does_not_keep_the_others_from_being_reminded(announced):  # noqa: F811
    meeting = Meeting.objects.get(pk=announced[0].pk)
    Message.objects.all().delete()
    first = meeting.invitations.order_by("name", "email").first()
    Invitation.objects.filter(pk=first.pk).update(email=BAD)
    for remind, days in ((ask_the_silent, 10), (remind_people, 1)):
        others = meeting.invitations.count() - 1
        assert remind(meeting.day - timedelta(days=days)) == others > 0
    assert PutAside.objects.count() == 2, "one for each sort of reminder"


def test_one_owner_who_cannot_be_written_to_holds_up_no_review(
    make_note,  # noqa: F811
    dudley,
    bad,
    carol,
):  # noqa: F811
    due = timezone.localdate() - timedelta(days=1)
    for owner, title in ((bad, "First"), (carol, "Second")):
        make_note(dudley, title, by=owner, review_by=due)
    Message.objects.all().delete()
    assert remind_owners() == 1
    assert PutAside.objects.get().job == "remind of reviews"
