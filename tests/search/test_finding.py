"""What a search must bring and must not."""

import pytest
from django.contrib.auth.models import AnonymousUser

from search.query.parsing import read
from search.service import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def titles(text, reader=None, **fields):
    results = search(read(text, **fields), reader or AnonymousUser())
    return [result.entry.title for result in results.results]


def test_a_word_of_the_body_finds_the_note(put):
    put("Cards", "We ask for receipts once a year.")
    put("Meetings", "Hosted in turn.")
    assert titles("receipt") == ["Cards"]


def test_what_is_put_is_found_at_once_and_what_is_changed_is_found_as_changed(put):
    put("Cards", "receipts", key="a:1")
    assert titles("receipts") == ["Cards"]
    put("Cards", "statements", key="a:1")
    assert titles("receipts") == []
    assert titles("statement") == ["Cards"]


def test_any_word_is_enough_but_all_words_come_first(put):
    put("One", "prepaid")
    put("Both", "prepaid card")
    put("Other", "card")
    assert titles("prepaid card")[0] == "Both"
    assert set(titles("prepaid card")) == {"One", "Both", "Other"}


def test_a_quoted_phrase_must_be_there(put):
    put("Phrase", "the card is prepaid at once")
    put("Other", "prepaid card")
    assert titles('"prepaid card"') == ["Other"]


def test_a_word_after_minus_must_not_be_there(put):
    put("With", "card fraud")
    put("Without", "card")
    assert titles("card -fraud") == ["Without"]


def test_filters_typed_into_the_box(put):
    put("Dudley's", "card", council="dudley", topics=("fraud",))
    put("Walsall's", "card", council="walsall")
    assert titles("card council:dudley") == ["Dudley's"]
    assert titles("topic:fraud") == ["Dudley's"]


def test_another_councils_note_is_not_found(put, alice, carol, dudley):
    put("Ours", "zebra", audience_key=f"council:{dudley.pk}")
    assert titles("zebra", alice) == ["Ours"]
    assert titles("zebra", carol) == []
    assert titles("zebra") == []


def test_short_form_finds_long_form_and_the_reverse(put, thesaurus):
    put("Long", "We hold an individual service fund for him.")
    put("Short", "Our ISF framework.")
    for _ in range(40):  # the terms themselves can be found too: funds must be as common as here
        put("None", "A fund for buses.")
    assert set(titles("ISF kind:note")) == {"Long", "Short"}
    assert {"Long", "Short"} <= set(titles("individual service fund kind:note")[:2])


def test_a_typing_error_is_mended(put):
    put("Review", "Reviewing accounts")
    results = search(read("reveiwing"), AnonymousUser())
    assert [result.entry.title for result in results.results] == ["Review"]
    assert results.understood.corrections == (("reveiwing", "reviewing"),)


def test_joined_and_split_words_find_each_other(put):
    put("Joined", "the prepaid way")
    put("Split", "the pre-paid way")
    assert set(titles("prepaid")) == {"Joined", "Split"}
    assert set(titles("pre paid")) == {"Joined", "Split"}


def test_facets_count_with_all_filters_but_their_own(put):
    put("A", "card", council="dudley", kind="note")
    put("B", "card", council="walsall", kind="note")
    put("C", "card", council="walsall", kind="source")
    results = search(
        read("card", filters={"council": ["walsall"], "kind": ["note"]}), AnonymousUser()
    )
    assert results.total == 1
    assert dict(results.facets["council"]) == {"dudley": 1, "walsall": 1}
    assert dict(results.facets["kind"]) == {"note": 1, "source": 1}


def test_found_words_are_marked_and_the_text_is_escaped(put):
    put("<b>Receipts</b>", "Keep <i>receipts</i> for six years.")
    result = search(read("receipt"), AnonymousUser()).results[0]
    assert result.title == "&lt;b&gt;<mark>Receipts</mark>&lt;/b&gt;"
    assert "<mark>receipts</mark>&lt;/i&gt;" in result.snippet


@pytest.mark.parametrize(
    "text",
    ['"', "'", "\0", "x" * 10_000, "שלום", "😀", "the of and", "-word", "a AND (b OR c) NOT *", "title:^2 ~5",
     "'; DROP TABLE search_searchentry; --", '""""', "NEAR(a b, 2)", "council:", "year:abc", "by:nobody", "*"],
)  # fmt: skip
def test_odd_input_is_answered(put, text):
    put("Something", "here")
    assert search(read(text), AnonymousUser()).out_of_order is False


def test_blank_text_lists_everything_newest_first(put):
    put("Old", date=__import__("datetime").date(2020, 1, 1))
    put("New", date=__import__("datetime").date(2026, 1, 1))
    assert titles("") == ["New", "Old"]


def test_the_engine_asked_first_is_the_one_that_answers(engine, put):
    put("Cards", "prepaid")
    assert search(read("prepaid"), AnonymousUser()).engine == engine


def test_by_me_finds_what_i_wrote(put, alice, bob):
    put("Mine", "card", extra={"by": f"user:{alice.pk}"})
    put("His", "card", extra={"by": f"user:{bob.pk}"})
    assert titles("card by:me", alice) == ["Mine"]
    assert titles("card by:me") == []
