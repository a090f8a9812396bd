from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from network.escalations.trail_hash import FIRST, Link, breaks_in, hash_of

SAYINGS = st.lists(
    st.dictionaries(st.text(max_size=5), st.text(max_size=8), max_size=3), min_size=1, max_size=8
)


def chain(sayings):
    links, before = [], FIRST
    for number, says in enumerate(sayings, start=1):
        links.append(Link(number, says, before, hash_of(before, says)))
        before = links[-1].own
    return links


def broken(links, like):
    return list(breaks_in(links, count=len(like), last=like[-1].own))


@given(SAYINGS)
def test_a_trail_nobody_touched_is_whole(sayings):
    links = chain(sayings)
    assert broken(links, links) == []


@given(SAYINGS, st.data())
def test_a_changed_row_is_found_and_named(sayings, data):
    links = chain(sayings)
    spot = data.draw(st.integers(0, len(links) - 1))
    touched = [*links]
    touched[spot] = replace(links[spot], says={**links[spot].says, "x" * 9: "changed"})
    assert broken(touched, links)[0].number == spot + 1


@given(SAYINGS, st.data())
def test_a_removed_row_is_found_wherever_it_was(sayings, data):
    links = chain(sayings)
    spot = data.draw(st.integers(0, len(links) - 1))
    assert broken(links[:spot] + links[spot + 1 :], links)


def test_a_row_rewritten_with_a_fresh_hash_breaks_the_next():
    links = chain([{"a": "1"}, {"a": "2"}])
    forged = replace(links[0], says={"a": "9"}, own=hash_of(FIRST, {"a": "9"}))
    assert [b.number for b in broken([forged, links[1]], links)] == [2]


def test_the_order_of_keys_does_not_matter():
    assert hash_of(FIRST, {"a": 1, "b": 2}) == hash_of(FIRST, {"b": 2, "a": 1})
