"""Questions and pasted paragraphs are read as prose."""

import pytest
from django.contrib.auth.models import AnonymousUser

from search.engines import spelling
from search.query.parsing import PROSE, read
from search.service import search

LONG = "is there any council that has written down what it means by that or something like it"


def test_quotes_and_dashes_in_a_long_text_are_punctuation():
    query = read(f'{LONG} "light touch" and -well, yes')
    assert query.phrases == () and query.unwanted == ()
    assert {"light", "touch", "well"} <= set(query.words)


def test_quotes_and_minus_hold_in_a_short_text():
    query = read('cards "light touch" -fraud')
    assert query.phrases == (("light", "touch"),)
    assert query.unwanted == (("fraud",),)


def test_a_long_phrase_on_its_own_is_still_a_phrase():
    words = " ".join(f"word{number}" for number in range(PROSE + 3))
    assert len(read(f'"{words}"').phrases) == 1


def test_a_paragraph_is_not_cut():
    paragraph = " ".join(f"word{number}" for number in range(400))
    query = read(paragraph)
    assert len(query.words) == 400 and query.dropped == ()


@pytest.mark.parametrize(
    ("word", "other", "slip"),
    [("recieved", "received", True), ("rally", "really", False),
     ("crunching", "punching", False), ("receipt", "receipts", False)],
)  # fmt: skip
def test_in_long_texts_only_plain_slips_are_mended(word, other, slip):
    assert spelling.is_plain_slip(word, other) is slip


@pytest.mark.django_db
@pytest.mark.usefixtures("engine")
def test_a_missing_word_of_a_long_question_is_not_replaced_by_another(put):
    put(
        "Really",
        "We really check cards, statements, receipts, wages, pensions, rotas, tax and leave.",
    )
    question = "how do cards, statements, receipts, wages, pensions, rotas, tax, leave and rally go"
    results = search(read(question), AnonymousUser())
    assert results.understood.corrections == ()
    assert [result.entry.title for result in results.results] == ["Really"]
