"""A rare word that may be a typing error is offered, not corrected, and only from what one sees."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from search.query.parsing import read
from search.service import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


@pytest.fixture
def rare_slip(put):
    """One note with a slip among many with the word spelt right."""
    put("A slip", "We ask for reciepts and statements of the card.")
    for number in range(25):
        put(f"Note {number}", "We keep receipts and statements of the card.")


def understood(text, reader=None, **fields):
    return search(read(text, **fields), reader or AnonymousUser()).understood


def test_a_rare_word_is_looked_for_as_typed_and_the_common_one_is_offered(rare_slip):
    results = search(read("reciepts statements"), AnonymousUser())
    assert results.understood.corrections == ()
    assert results.understood.doubts == (("reciepts", "receipts"),)
    assert results.did_you_mean == "receipts statements"
    assert results.results[0].entry.title == "A slip"


def test_the_page_and_the_api_offer_it(rare_slip, client):
    page = client.get(reverse("search"), {"q": "reciepts statements"}).content.decode()
    assert "Did you mean" in page and "?q=receipts+statements" in page
    answer = client.get("/api/v1/search", {"q": "reciepts statements"}).json()
    assert answer["did_you_mean"] == "receipts statements"
    assert answer["understood"]["doubts"] == {"reciepts": "receipts"}
    assert answer["understood"]["corrections"] == {}


def test_nothing_is_offered_where_the_common_word_does_not_fit_the_others(rare_slip, put):
    put("Zebras", "zebra")
    assert understood("reciepts zebra").doubts == ()


def test_nothing_is_offered_to_who_wants_her_own_words(rare_slip):
    assert understood("reciepts statements", exactly=True).doubts == ()
    assert understood("reciepts statements", only_my_words=True).doubts == ()


def test_a_term_of_the_field_is_never_doubted(put, thesaurus):
    put("Nominee", "The nominee signs.")
    for number in range(25):
        put(f"Note {number}", "She was nominees nomines the nominea.")
    assert understood("nominee").doubts == ()


def test_words_of_hidden_notes_are_neither_counted_nor_offered(put, dudley, bob):
    key = f"council:{dudley.pk}"
    put("A slip", "reciepts of the card")
    for number in range(25):
        put(f"Note {number}", "receipts of the card", audience_key=key, council="dudley")
    assert understood("reciepts").doubts == ()
    assert understood("reciepts", bob).doubts == (("reciepts", "receipts"),)


def test_hidden_uses_do_not_make_a_rare_word_common(dudley, rare_slip, put):
    for number in range(9):
        put(f"Ours {number}", "reciepts", audience_key=f"council:{dudley.pk}", council="dudley")
    assert understood("reciepts statements").doubts == (("reciepts", "receipts"),)
