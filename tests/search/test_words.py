"""Ways to write one thing are the same words, in a text and in a query."""

import re

import pytest
from django.utils.html import escape
from hypothesis import example, given
from hypothesis import strategies as st

from search.query import letters, spellings, words
from search.query.parsing import read
from search.snippets import Marker

SAME = {
    "letters": [
        ("beneﬁt oﬃcer traﬃc staﬀ", "benefit officer traffic staff"),
        ("ＩＳＦ ｂｕｄｇｅｔ", "ISF budget"),
        ("bene\u00adfit", "benefit"), ("pre\u200bpaid", "prepaid"), ("\ufeffcard", "card"),
        ("direct\u00a0payment", "direct payment"), ("self\u2011employed", "self-employed"),
        ("don’t carers’ rights", "don't carers' rights"),
        ("Café Zoë Søren Łukasz", "cafe zoe soren lukasz"), ("cafe\u0301", "café"),
        ("STRASSE", "straße"), ("Æthelred", "aethelred"), ("№ 5", "no 5"),
    ],
    "footnotes and fractions": [
        ("5¹", "5"), ("payments¹ and²³", "payments and"), ("¹See", "see"), ("£192¹ a week", "192 a week"),
        ("Card™", "card"), ("3½ hours", "3 1/2 hours"), ("½", "1/2"), ("CO₂", "co2"), ("①first", "1 first"),
    ],
    "dotted short forms": [
        ("P.A.", "PA"), ("N.H.S.", "NHS"), ("I.S.F.", "isf"), ("I.S.F.s", "ISFs"), ("P.A.'s", "PA's"),
        ("e.g. cards", "eg cards"), ("(U.K.)", "UK"), ("N.H.S", "nhs"),
    ],
    "signs glued to words": [
        ("PA/carer", "PA carer"), ("payroll&pension", "payroll & pension"), ("12.50/hr", "12.50 / hr"),
        ("£12.50", "12.50"), ("co-produced", "coproduced"), ("Pre-Paid", "prepaid"), ("PRE-PAID", "Prepaid"),
        ("co‑production", "coproduction"), ("self-employed", "self employed"), ("tel:01214960018", "tel 01214960018"),
    ],
    "numbers": [
        ("16hours", "16 hours"), ("16Hrs", "16 hrs"), ("£1,000", "1000"), ("1,234,567", "1234567"),
        ("2024/25", "2024-25"), ("2024–25", "2024-25"), ("50%", "50 per cent"), ("50 %", "50 percent"),
        ("50percent", "50%"), ("1,000hrs", "1000 hrs"),
    ],
    "sections of an act": [
        ("s31", "section 31"), ("s.31", "section 31"), ("s. 31", "section 31"), ("S117", "section 117"),
        ("ss.31-32", "section 31 32"), ("sec.31", "section 31"), ("sec. 31", "section 31"),
        ("s117A", "section 117A"), ("section31", "Section 31"), ("s.31(4)", "section 31 (4)"),
    ],
    "telephones": [
        ("07700 900123", "07700900123"), ("0121 496 0018", "01214960018"), ("(0121) 496 0018", "01214960018"),
        ("020 7946 0018", "02079460018"), ("07700\u00a0900\u00a0123", "07700900123"), ("tel:01632 960123", "tel 01632960123"),
    ],
}  # fmt: skip
PAIRS = [pair for pairs in SAME.values() for pair in pairs]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_ways_to_write_one_thing_are_the_same_words(one, other):
    assert words.split(one) == words.split(other) != []


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_they_are_the_same_query(one, other):
    assert read(one).words == read(other).words
    assert read(f'"{one}"').phrases == read(f'"{other}"').phrases


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5¹", "51"), ("i.e.", "IE"), ("£500 p.a.", "500 PA"), ("3½", "31/2"), ("1,2", "12"),
        ("non-ISF", "nonisf"), ("pre-miRNA", "premirna"), ("pre-and post-16", "preand post16"),
        ("p53", "p 53"), ("0121 496", "0121496"), ("0800 1111 22", "0800111122"), ("as.31", "assection31"),
        ("10 s", "10 section"), ("percentage", "per centage"), ("5 0121 496", "50121496"),
        ("cards. 31", "card section 31"), ("re-cover", "recover"),
    ],
)  # fmt: skip
def test_what_only_looks_alike_stays_apart(one, other):
    assert words.split(one) != words.split(other)


def test_a_not_quite_short_form_says_what_it_means():
    assert words.split("£500 p.a., i.e. weekly") == ["500", "per", "annum", "that", "is", "weekly"]


def test_plain_letters_lose_no_word_of_other_scripts():
    assert words.split("Привет 你好 हिन्दी") != []
    assert len(words.split("Привет мир")) == 2


def test_ascii_text_is_not_touched():
    text = "Plain text, with 'quotes'."
    assert letters.plain(text) is text


MARKS = "".join(pair[0] + " " for pair in PAIRS)
ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("abcABC sS 0123 .,'’-/%&()\u00ad\u200b\u0301½¹ﬁﬃé\u00a0\n<&"),
        st.characters(),
    ),
    max_size=60,
)


@given(ANY_TEXT)
@example(MARKS)
@example("İstanbul ẞ ŉ ǆ \u0345 ﷺ")
def test_places_are_those_of_the_words_and_lie_in_the_text(text):
    found = list(words.places(text))
    assert [word.text for word in found] == words.split(text)
    for left, right in zip(found, found[1:], strict=False):
        assert left.start <= right.start and left.end <= right.end
    for word in found:
        assert 0 <= word.start < word.end <= len(text)


@given(ANY_TEXT)
@example(MARKS)
def test_words_hold_only_letters_digits_and_apostrophes(text):
    for word in words.split(text):
        assert word and all(letter.isalnum() or letter == "'" for letter in word)
        assert word == word.lower()


@given(ANY_TEXT)
@example(MARKS)
def test_marked_text_is_the_text_itself(text):
    """Whatever is marked: without the marks the escaped text is there, letter for letter."""
    shown = Marker((stem,) for stem in words.stems(text)).title(text)
    assert shown.replace("<mark>", "").replace("</mark>", "") == escape(text)


@given(ANY_TEXT)
@example(MARKS)
def test_each_word_of_a_text_is_marked_where_it_stands(text):
    spots = {(word.start, word.end) for word in words.places(text)}
    finder = words.Finder(words.stems(text))
    assert {(word.start, word.end) for word in finder.places(text)} == spots


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("A beneﬁt, oﬃcers.", "benefit officer", ["beneﬁt", "oﬃcers"]),
        ("All traﬃc¹ stops", "traffic", ["traﬃc"]),
        ("ﬃ ﬃ traﬃc", "traffic", ["traﬃc"]),
        ("A cafe\u0301 here", "café", ["cafe\u0301"]),
        ("bene\u00adfits", "benefit", ["bene\u00adfits"]),
        ("See s.31(4) of", "section 31", ["s.", "31"]),
        ("up to 50% more", "50 per cent", ["50", "%"]),
        ("call 07700 900123 now", "07700900123", ["07700 900123"]),
        ("a Pre-Paid card", "prepaid", ["Pre-Paid"]),
        ("the P.A. asks", "pa", ["P.A"]),
        ("16hours' notice", "16 hours", ["16", "hours"]),
        ("<b>beneﬁt</b>", "benefit", ["beneﬁt"]),
    ],
)  # fmt: skip
def test_the_letters_of_the_original_are_marked(text, query, marked):
    shown = Marker((stem,) for stem in words.stems(query) if stem not in words.STOP_STEMS)
    assert re.findall("<mark>(.*?)</mark>", shown.title(text)) == marked
    assert re.findall("<mark>(.*?)</mark>", shown.passage(text)) == marked


def test_a_phrase_is_marked_over_a_footnote_mark():
    shown = Marker([("direct", "payment")]).title("direct¹ payments, direct debit, payments")
    assert shown.count("<mark>") == 2 and "<mark>direct</mark>¹ <mark>payments</mark>" in shown


def test_a_long_text_is_marked_in_its_first_places_in_order():
    shown = Marker([("card",)]).title("card! card? " * 1000)
    assert shown.startswith("<mark>card</mark>! <mark>card</mark>? <mark>card</mark>!")
    assert shown.count("<mark>") == 400


def test_halves_begin_with_a_word_or_a_common_beginning():
    assert ("co", "produced") in words.halves("coproduced")
    assert ("up", "take") in words.halves("uptake")
    assert ("e", "mail") in words.halves("email")
    assert ("pr", "epaid") not in words.halves("prepaid")
    assert ("pre", "paid") in words.halves("prepaid")


def test_a_strange_import_cannot_fill_memory():
    words.split(" ".join(f"strange{number}" for number in range(words._words.FULL + 10)))
    words.split("x" * 100_000)
    assert len(words._words) <= words._words.FULL
    assert max(map(len, words._words)) <= words.LONGEST_WORD


@pytest.mark.parametrize(
    ("form", "verb"),
    [("spent", "spending"), ("paid", "pays"), ("bought", "buy"), ("written", "writes")],
)
def test_irregular_forms_of_verbs_are_found_by_each_other(form, verb):
    assert words.stem(form) == words.stem(verb)


@pytest.mark.parametrize(
    ("word", "known", "right"),
    [
        ("need", {"need"}, True),
        ("neede", {"need", "needed"}, False),
        ("statements", {"statement"}, True),
        ("titrs", {"titre", "titres"}, False),
        ("recommission", {"commission"}, True),
        ("neuralation", {"neural"}, False),
        ("zebra", set(), False),
    ],
)
def test_a_word_is_right_by_its_spelling_or_by_another_form_of_it(word, known, right):
    assert spellings.is_right(word, known & spellings.witnesses(word)) is right
