import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.trust.personal_data import signs_of_personal_data


def kinds(text):
    return [sign.kind for sign in signs_of_personal_data(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Her number is AB 12 34 56 C.", "National Insurance number"),
        ("NHS 943 476 5919", "NHS number"),
        ("The house at DY1 1HF", "postcode"),
        ("Write to jo.bloggs@example.org", "e-mail address"),
        ("Ring 07700 900123", "phone number"),
        ("Ring her on 01384 123456", "phone number"),
        ("Date of birth: 3/4/1961", "date of birth"),
        ("She was born on 12 May 1980", "date of birth"),
        ("Mosaic ID 1234567", "case number"),
        ("sort code 20-00-00", "sort code"),
        ("account number 12345678", "bank account"),
        ("UTR: 12345 67890", "tax reference (UTR)"),
        ("We visited Mrs Jones in May.", "name of a person"),
        ("Mr X stopped paying", "name of a person"),
        ("J.S., aged 46, has a PA", "initials with an age"),
        ("a man of 26 was sent", "age of one person"),
    ],
)
def test_it_sees(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "QQ 12 34 56 C is the example that HMRC prints.",
        "GSS code E08000027 and SI 2014/2871 and section 12.35",
        "LGSCO decision 24 017 716 found fault.",
        "Call the team on 01384 123456.",
        "direct.payments@dudley.example is the team's mailbox",
        "We paid £12,345,678 in 2024/25 to 1,200 people.",
        "The number 943 476 5910 fails its check.",
        "Reviews within 6 months, then every 12 months. 50% of 400 hours.",
        "Rate £16.00 against £11.75 in 2024/25; see pages 21-22-23.",
        "People aged 18 to 64 used 20 hours a week.",
        "The case law from 2014 and case studies 2023",
    ],
)
def test_it_leaves_alone(text):
    assert kinds(text) == []


def nhs_number(nine):
    check = 11 - sum(int(d) * (10 - n) for n, d in enumerate(nine)) % 11
    return None if check == 10 else nine + str(check % 11)


@given(st.from_regex(r"[0-9]{9}", fullmatch=True), st.sampled_from(["", " ", "-"]))
def test_every_valid_nhs_number_is_seen_however_it_is_spaced(nine, gap):
    number = nhs_number(nine)
    if number is None or len(set(number)) == 1:
        return
    text = f"number {number[:3]}{gap}{number[3:6]}{gap}{number[6:]} here"
    assert signs_of_personal_data(text) != []


@given(st.text(max_size=400))
def test_any_text_is_read_and_each_sign_stands_where_it_says(text):
    for sign in signs_of_personal_data(text):
        assert text[sign.start :].lstrip().startswith(sign.words)


@pytest.mark.parametrize("hostile", ["1" * 20_000, "a@" * 20_000, "0 " * 20_000, "A." * 20_000])
def test_a_hostile_text_is_read_in_passing(hostile):
    signs_of_personal_data(hostile)
