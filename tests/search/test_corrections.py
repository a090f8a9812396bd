"""What a mistyped word is read as: by likeness, by what stands beside it, never as nothing."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser

from search.query.parsing import read
from search.service import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def understood(text, **how):
    return search(replace(read(text), **how), AnonymousUser()).understood


def test_a_stop_word_is_no_correction_where_another_word_is_near(put):
    for number in range(5):
        put(f"Letter {number}", "that which that was")
    put("Voice recording", "a sore throat")
    assert understood("thrat").corrections == (("thrat", "throat"),)


def test_a_long_word_is_read_first_and_tells_what_a_short_one_meant(put):
    put("Prepaid", "the prepaid card")
    for number in range(3):
        put(f"Wheels {number}", "a cart on wheels")
    assert understood("carf").corrections[0] == ("carf", "cart")
    for text in ("carf prepiad", "prepiad carf"):
        assert dict(understood(text).corrections) == {"carf": "card", "prepiad": "prepaid"}


def test_common_company_does_not_outweigh_a_whole_further_slip(put):
    put("Carriers", "the carriers")
    put("Extracts", "an extract of careers")
    assert ("carwiers", "carriers") in understood("extract carwiers").corrections


def test_a_word_is_parted_only_into_words_that_are_spelt_so(put):
    put("Costs", "we estimate a cost")
    put("Method", "estimating well")
    assert understood("estimaing").corrections == (("estimaing", "estimating"),)
    assert ("estim", "a") not in understood("estimaing").looked_for


def test_two_words_written_as_one_are_found_in_another_form_too(put):
    put("Cards", "a prepaid card")
    read_as = understood("prepaidcards")
    assert read_as.corrections == ()
    assert ("prepaid", "card") in read_as.looked_for


def test_words_that_mean_something_together_are_not_parted_into_others(put):
    put("Define", "to define on paper")
    put("Definitions", "definitions of words")
    assert ("defin", "on") not in understood("definitions").looked_for


@pytest.mark.parametrize("text", ["thrat", "carf prepiad", "estimaing"])
def test_nothing_is_mended_for_who_wants_their_own_words(put, text):
    put("All", "throat card prepaid estimating")
    assert understood(text).corrections
    assert understood(text, only_my_words=True).corrections == ()
