from itertools import pairwise
from math import dist

from hypothesis import given
from hypothesis import strategies as st

from hub.ui.seat_geometry import around_the_table, in_a_row


def test_the_first_seat_is_at_the_top_and_turns_run_clockwise():
    top, right, bottom, left = around_the_table(["held", "next", "open", "open"])
    assert (top.x, top.y) == (160, 24)
    assert right.x > top.x
    assert bottom.y > right.y
    assert left.x < bottom.x


def test_the_reader_s_own_turn_to_come_has_a_dot_inside():
    held, mine = around_the_table(["held mine", "open mine"])
    assert (held.kind, held.mine) == ("held", False)
    assert (mine.kind, mine.mine) == ("open", True)


def test_an_empty_table_has_no_seats():
    assert around_the_table([]) == []


@given(st.integers(min_value=2, max_value=60))
def test_seats_of_a_table_of_any_size_never_touch(seats):
    spots = around_the_table(["held"] * seats)
    for one, other in pairwise([*spots, spots[0]]):
        assert dist((one.x, one.y), (other.x, other.y)) > one.r + other.r


def test_a_row_fills_from_the_left():
    assert [dot.filled for dot in in_a_row(2, of=4)] == [True, True, False, False]
