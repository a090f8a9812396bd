"""What ranking reads of a candidate: some of its stems give what all of them would."""

from hypothesis import given
from hypothesis import strategies as st

from search.engines.base import Candidate, text_of

STEMS = st.lists(st.sampled_from(["card", "prepaid", "fraud", "pay", "a"]), max_size=8)


def candidate(*columns):
    return Candidate(1, "note", 1.0, text_of(" ".join(column) for column in columns))


@given(STEMS, STEMS, STEMS, st.frozensets(st.sampled_from(["card", "fraud", "none"])))
def test_counting_some_stems_gives_what_counting_all_gives(title, labels, body, asked):
    some = candidate(title, labels, body).counts_of(asked)
    every = candidate(title, labels, body).counts
    assert {stem: some.get(stem, 0) for stem in asked} == {
        stem: every.get(stem, 0) for stem in asked
    }


@given(STEMS, STEMS)
def test_a_title_counts_twice_and_the_length_once(title, body):
    one = candidate(title, (), body)
    assert one.length == len(title) + len(body)
    assert sum(one.counts.values()) == 2 * len(title) + len(body)


def test_what_stands_in_a_row_does_not_run_across_columns():
    one = candidate(["prepaid"], ["card"], ["card", "fraud"])
    assert one.says(("card", "fraud")) and one.says(("fraud",))
    assert not one.says(("prepaid", "card")) and not one.says(("prepai",))
