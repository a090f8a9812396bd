"""The two parts of an answer and how a page runs through them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.query.parts import NETWORK, PARTS, PUBLISHED, page, part_of

counts = some.fixed_dictionaries({part: some.integers(0, 50) for part in PARTS})


def asked(totals, only="", offset=0, limit=10):
    return list(page(totals, only, offset, limit))


def test_a_source_was_published_elsewhere_and_all_else_is_the_networks():
    assert part_of("source") == PUBLISHED
    assert {part_of(kind) for kind in ("note", "question", "person", "file")} == {NETWORK}


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
