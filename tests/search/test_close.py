"""Likely duplicates while somebody writes: close to the text, and only what the writer may see."""

import pytest

from hub.search_registry import similar_to
from practices.models import PracticeNotePage
from practices.notes.services import publish_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def walsalls_note(walsall, carol):
    note = PracticeNotePage(
        title="Closer checks for new prepaid cards",
        slug="checks",
        summary="Twelve weeks of closer checks.",
        audience="network",
    )
    walsall.page.add_child(instance=note)
    return publish_note(note, carol)


def titles(text, reader):
    return [like.title for like in similar_to(text, kind="note", reader=reader)]


def test_a_lead_is_shown_what_another_council_wrote_about_the_same(walsalls_note, alice):
    found = similar_to("Checks of new prepaid cards", kind="note", reader=alice)
    assert [(like.title, like.council_name) for like in found] == [
        ("Closer checks for new prepaid cards", "Walsall")
    ]


def test_one_word_in_common_is_not_the_same_subject(walsalls_note, alice):
    assert titles("How we train new social workers", alice) == []


def test_nobody_is_shown_what_she_may_not_read(walsalls_note, alice, stranger):
    note = PracticeNotePage.objects.get()
    note.audience = "council"
    publish_note(note, None)
    assert titles("Closer checks for new prepaid cards", alice) == []
    assert titles("Closer checks for new prepaid cards", stranger) == []


@pytest.mark.parametrize("text", ['"', "council:x -", "\x00", "🙂" * 900, ""])
def test_any_text_is_taken(walsalls_note, alice, text):
    assert titles(text, alice) == []
