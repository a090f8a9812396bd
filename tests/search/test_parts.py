"""The two parts of an answer, how pages run through them, and the order of kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.query import parts
from search.query.parts import NETWORK, PARTS, PUBLISHED, part_of

counts = some.fixed_dictionaries({part: some.integers(0, 50) for part in PARTS})


def asked(totals, only="", offset=0, limit=10):
    """What one page of one list takes from each part: part, first, how many are there."""
    above, taken = 0, []
    for part in parts.asked_for(only, ()):
        first, most = parts.in_one_list(offset, limit, above)
        there = min(most, max(totals[part] - first, 0))
        taken += [(part, first, there)] if there else []
        above += totals[part]
    return taken


def test_a_source_was_published_elsewhere_and_all_else_is_the_networks():
    assert part_of("source") == PUBLISHED
    assert {part_of(kind) for kind in ("note", "question", "person", "file")} == {NETWORK}


def test_kinds_are_listed_from_notes_to_sources_and_unknown_kinds_are_the_networks():
    kinds = ["source", "topic", "minutes", "leaflet-stand", "person", "question", "note"]
    assert sorted(kinds, key=parts.place_of_kind) == [
        *("note", "question", "person", "minutes", "topic", "leaflet-stand", "source")
    ]


def test_chosen_kinds_say_which_parts_are_asked():
    assert parts.asked_for("", ()) == PARTS
    assert parts.asked_for("", ("note", "person")) == (NETWORK,)
    assert parts.asked_for("", ("source",)) == (PUBLISHED,)
    assert parts.asked_for("", ("note", "source")) == PARTS
    assert parts.asked_for(NETWORK, ("source",)) == ()


def test_a_page_takes_from_the_network_first():
    totals = {NETWORK: 3, PUBLISHED: 20}
    assert asked(totals) == [(NETWORK, 0, 3), (PUBLISHED, 0, 7)]
    assert asked(totals, offset=10) == [(PUBLISHED, 7, 10)]


def test_one_part_alone_is_paged_alone():
    totals = {NETWORK: 3, PUBLISHED: 20}
    assert asked(totals, only=PUBLISHED, offset=15) == [(PUBLISHED, 15, 5)]
    assert asked(totals, only=NETWORK, offset=3) == []


@pytest.mark.parametrize("only", ["", *PARTS])
@given(totals=counts, size=some.integers(1, 12))
def test_pages_bring_everything_once_and_in_order(only, totals, size):
    every = [(part, n) for part in PARTS if only in ("", part) for n in range(totals[part])]
    brought = [
        (part, n)
        for start in range(0, len(every) + size, size)
        for part, offset, limit in asked(totals, only, start, size)
        for n in range(offset, offset + limit)
    ]
    assert brought == every


@pytest.mark.parametrize("above", [0, 1, 300])
def test_what_others_published_is_short_while_the_network_has_something(above):
    shown = parts.BESIDE if above else 10
    assert parts.in_blocks(PUBLISHED, 1, 10, above) == (0, shown)
    assert parts.in_blocks(PUBLISHED, 4, 10, above) == (3 * shown, shown)
    assert parts.in_blocks(NETWORK, 4, 10, above) == (30, 10)


def test_a_page_smaller_than_the_short_one_stays_small():
    assert parts.in_blocks(PUBLISHED, 2, 3, 8) == (3, 3)
