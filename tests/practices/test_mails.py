"""What the mails about notes and questions say, word for word."""

from datetime import date

import pytest

from hub.mail.models import Message
from practices.adoptions.services import say
from practices.notes.services import remind_owners
from practices.posting import mails
from practices.questions import services as questions

pytestmark = pytest.mark.usefixtures("day_of_the_mails")


@pytest.fixture
def note(make_note, dudley, alice):
    return make_note(
        dudley, "Card checks & balances", alice, summary="We look in week two.",
        review_by=date(2026, 5, 4),
    )  # fmt: skip


def newest():
    return Message.objects.order_by("-pk")[0]


def test_a_note_sent_in(snapshot, note, alice, editor):
    mails.tell_editors(note, alice)
    snapshot("note_sent_in", newest())


@pytest.mark.parametrize(
    ("name", "approved", "comment"),
    [
        ("note_decided", True, ""),
        ("note_decided_with_a_word", True, "Thank you, that is clear."),
        ("note_decided_changes", False, "Please take out the name in the third line."),
    ],
)
def test_a_note_decided(snapshot, note, alice, editor, name, approved, comment):
    mails.tell_author(note, alice, editor, comment, approved=approved)
    snapshot(name, newest())


@pytest.mark.parametrize(
    ("name", "line"),
    [("note_adopted", ""), ("note_adopted_with_a_line", "With twenty cards at first.")],
)
def test_another_council_does_it_too(snapshot, note, carol, name, line):
    say(note, carol, "trying", line)
    snapshot(name, newest())


def test_a_note_due_for_review(snapshot, note):
    assert remind_owners() == 1
    snapshot("review_due", newest())


def test_an_answer_to_a_question(snapshot, network, alice, carol):
    asked = questions.ask(network, alice, title="Who has a policy on surplus money?", detail="")
    questions.answer(asked, carol, "We do. It is two pages & a table.")
    snapshot("question_answered", newest())
