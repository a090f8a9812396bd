"""Notes close to the one being read: never itself, never what the reader may not see."""

import pytest

from search.engines import router
from search.engines.base import EngineUnavailable
from search.similar import related

pytestmark = pytest.mark.django_db
TEXT = "Prepaid cards are checked each month for twelve weeks."


@pytest.fixture
def notes(engine, network, make_note, dudley, walsall, alice, carol, put_in_engines):
    mine = make_note(dudley, "Checking prepaid cards", alice, audience="network", summary=TEXT)
    make_note(walsall, "Prepaid cards in twelve weeks", carol, audience="network", summary=TEXT)
    make_note(walsall, "Prepaid zanzibarish cards", carol, audience="council", summary=TEXT)
    put_in_engines()
    return mine


def titles(note, reader):
    return [one.title for one in related(note, reader)]


def test_a_reader_is_led_to_what_another_council_does(notes, alice):
    assert titles(notes, alice) == ["Prepaid cards in twelve weeks"]


def test_it_shows_each_reader_what_she_may_see(client, notes, alice, carol, dana, stranger):
    assert set(titles(notes, carol)) == {
        "Prepaid cards in twelve weeks",
        "Prepaid zanzibarish cards",
    }
    assert titles(notes, dana) == titles(notes, stranger) == []
    client.force_login(alice)
    page = client.get(notes.address).content.decode()
    assert "Prepaid cards in twelve weeks" in page
    assert "zanzibar" not in page


def test_a_change_holds_at_the_next_look(notes, alice, make_note, walsall, carol):
    from practices.models import PracticeNotePage
    from tests.unpublishing import unpublish_note

    assert titles(notes, alice)
    other = PracticeNotePage.objects.get(title="Prepaid cards in twelve weeks")
    unpublish_note(other, carol)
    assert titles(notes, alice) == []


def test_the_second_look_costs_one_question(notes, bob, django_assert_num_queries):
    titles(notes, bob)
    with django_assert_num_queries(1):
        titles(notes, bob)


def test_a_note_is_shown_without_them_when_no_index_can_be_written(
    notes, client, alice, settings, tmp_path
):
    (tmp_path / "in-the-way").write_text("a file where the folder should be")
    settings.SEARCH_INDEX_FOLDER = tmp_path / "in-the-way"
    settings.ELASTICSEARCH_URL = ""
    router._answers.clear()
    with pytest.raises(EngineUnavailable):
        router.embedded().held(1)
    assert titles(notes, alice) == []
    client.force_login(alice)
    assert client.get(notes.address).status_code == 200
