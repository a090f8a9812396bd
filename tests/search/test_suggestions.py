"""Suggestions are remembered, and yet new at once and nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.suggestions import for_text

pytestmark = pytest.mark.django_db


def titles(text, reader):
    return [one["title"] for one in for_text(text, reader)]


def test_a_change_is_seen_by_the_next_letter(make_note, dudley, alice, carol):
    make_note(dudley, "Cards by exception", alice, audience="network")
    assert titles("cards", carol) == titles("cards", carol) == ["Cards by exception"]
    make_note(dudley, "Cards in week one", alice, audience="network")
    assert set(titles("cards", carol)) == {"Cards by exception", "Cards in week one"}


def test_what_is_remembered_for_one_reader_is_not_shown_to_another(
    make_note, dudley, alice, bob, carol, stranger
):
    make_note(dudley, "Cards of Dudley alone", alice, audience="council")
    assert titles("cards", alice) == titles("cards", bob) == ["Cards of Dudley alone"]
    assert titles("cards", carol) == titles("cards", stranger) == []


def test_the_second_asking_reads_no_entries(make_note, dudley, alice):
    make_note(dudley, "Cards", alice, audience="network")
    titles("cards", alice)
    with CaptureQueriesContext(connection) as asked:
        assert titles("cards", alice) == ["Cards"]
    assert not [one for one in asked if 'FROM "search_searchentry"' in one["sql"]]
