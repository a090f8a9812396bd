"""Both spellings of a word are one word, and words that only look so stay apart."""

import pytest

from search.query import words


@pytest.mark.parametrize(
    "same",
    [
        "colour color colours colored", "organisation organization organise", "centre centers centred",
        "programme program programmes programming", "analyse analysis analyzed analyses",
        "catalogue catalogs cataloguing", "leukaemia leukemia", "kilometres kilometer",
        "practise practice practising", "personalisation personalization", "licence license",
        "hypothesis hypotheses", "linearised linearized", "judgement judgment",
    ],
)  # fmt: skip
def test_spellings_of_one_word_have_one_stem(same):
    assert len({words.stem(word) for word in same.split()}) == 1


@pytest.mark.parametrize(
    "kin",
    ["precise precision", "revise revision", "advertise advertisement", "supervise supervision",
     "exercise exercises", "noise noises"],
)  # fmt: skip
def test_words_on_ise_that_never_had_a_z_keep_their_kin(kin):
    assert len({words.stem(word) for word in kin.split()}) == 1


def test_personalisation_is_not_a_person():
    assert words.stem("personalisation") != words.stem("person")
