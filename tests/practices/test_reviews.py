"""Review dates: the lists, saying that a note is still right, one reminder a date."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.mail.models import Message
from hub.waiting import asks_of
from practices.models import PracticeNotePage
from practices.notes.services import due_for, remind_owners, still_right

TODAY = timezone.localdate()


@pytest.fixture
def due(make_note, dudley, alice):
    return make_note(dudley, "Card checks", alice, review_by=TODAY)


def test_due_notes_are_listed_for_the_owner_and_the_chair(due, alice, bob, carol, chair):
    assert [list(due_for(user)) for user in (alice, chair)] == [[due], [due]]
    assert [list(due_for(user)) for user in (bob, carol)] == [[], []]


def test_a_chair_does_not_learn_of_a_note_for_its_council_only(make_note, dudley, alice, chair):
    make_note(dudley, "Ours", alice, review_by=TODAY, audience="council")
    assert list(due_for(chair)) == []


def test_withdrawn_and_later_notes_are_not_due(make_note, dudley, alice):
    make_note(dudley, "Withdrawn", alice, review_by=TODAY, status="withdrawn")
    make_note(dudley, "Later", alice, review_by=TODAY + timedelta(days=1))
    assert list(due_for(alice)) == []
    assert [ask.due for ask in asks_of(alice) if "Later" in ask.title] == [
        TODAY + timedelta(days=1)
    ]


def test_saying_it_is_still_right_moves_the_date_by_a_year(client, due, alice, carol):
    url = f"/practices/due/{due.pk}/still-right/"
    client.force_login(carol)
    assert client.post(url).status_code == 403
    client.force_login(alice)
    assert "Card checks" in client.get("/practices/due/").content.decode()
    assert client.post(url).status_code == 302
    note = PracticeNotePage.objects.get(pk=due.pk)
    assert note.review_by == TODAY + timedelta(days=365) and note.live
    assert "Nothing is due" in client.get("/practices/due/").content.decode()


def test_an_edit_in_review_stays_in_review(due, alice):
    due.summary = "Not yet agreed"
    due.save_revision(user=alice)
    still_right(due, alice)
    note = PracticeNotePage.objects.get(pk=due.pk)
    assert (note.summary, note.has_unpublished_changes) == ("", True)
    assert note.review_by == TODAY + timedelta(days=365)


def test_an_owner_is_reminded_once_for_each_date(due, alice):
    assert (remind_owners(), remind_owners()) == (1, 0)
    message = Message.objects.get()
    assert "Card checks" in message.subject
    PracticeNotePage.objects.filter(pk=due.pk).update(review_by=TODAY - timedelta(days=1))
    assert remind_owners() == 1


def test_a_stranger_is_asked_to_sign_in(client, due):
    assert client.get("/practices/due/").status_code == 302
    assert client.post(f"/practices/due/{due.pk}/still-right/").status_code == 302
