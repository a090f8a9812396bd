"""Dates as far as they are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import part_dates


@pytest.mark.parametrize(
    ("text", "first_day", "known", "words"),
    [
        ("2013", date(2013, 1, 1), "year", "2013"),
        ("2025-06", date(2025, 6, 1), "month", "June 2025"),
        ("2025-06-11", date(2025, 6, 11), "day", "11 June 2025"),
    ],
)
def test_a_date_is_read_and_shown_as_known(text, first_day, known, words):
    assert part_dates.read(text) == (first_day, known)
    assert part_dates.shown(first_day, known) == words
    assert part_dates.written(first_day, known) == text


@pytest.mark.parametrize(
    "text", ["", "13", "2025-6", "2025-13", "2025-02-30", "June 2025", "2025-06-11T00", "٢٠٢٥"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        part_dates.read(text)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["day", "month", "year"]))
def test_what_is_written_is_read_again(day, known):
    text = part_dates.written(day, known)
    assert part_dates.written(*part_dates.read(text)) == text
