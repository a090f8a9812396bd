from hypothesis import given
from hypothesis import strategies as st

from network.escalations.report import Cell, safe_table

CELLS = st.integers(0, 9).flatmap(
    lambda count: st.builds(Cell, count=st.just(count), withheld=st.integers(0, count))
)
TABLES = st.dictionaries(st.sampled_from("abcdefg"), CELLS, min_size=1, max_size=7)


def test_numbers_that_point_at_nobody_are_shown():
    table = safe_table({"audit": Cell(2), "legal": Cell(1)})
    assert table.cells == {"audit": 2, "legal": 1}
    assert table.total == 3 and not table.hides_something


def test_a_small_number_with_an_unnamed_council_is_hidden_with_another():
    table = safe_table({"audit": Cell(2, 1), "legal": Cell(9), "it": Cell(4)})
    assert table.cells == {"audit": None, "legal": 9, "it": None}
    assert table.total == 15


def test_five_and_more_are_shown():
    assert safe_table({"audit": Cell(5, 1), "legal": Cell(1)}).cells == {"audit": 5, "legal": 1}


def test_a_small_total_hides_the_whole_table():
    table = safe_table({"audit": Cell(2, 1), "legal": Cell(0)})
    assert table.total is None and set(table.cells.values()) == {None}


def test_when_nothing_can_hide_it_the_whole_table_goes():
    table = safe_table({"audit": Cell(1, 1), "legal": Cell(0), "it": Cell(0), "x": Cell(4)})
    assert table.cells["audit"] is None
    assert list(table.cells.values()).count(None) >= 2


@given(TABLES)
def test_no_small_number_with_an_unnamed_council_is_ever_shown(cells):
    table = safe_table(cells)
    for key, cell in cells.items():
        if 0 < cell.count < 5 and cell.withheld:
            assert table.cells[key] is None


@given(TABLES)
def test_what_is_hidden_cannot_be_worked_out_by_taking_away(cells):
    """Solve for each hidden number from the total and the shown ones: several answers must fit."""
    table = safe_table(cells)
    hidden = [key for key, shown in table.cells.items() if shown is None]
    if not hidden or table.total is None:
        return
    left = table.total - sum(n for n in table.cells.values() if n is not None)
    whole_table_hidden = len(hidden) == len(cells)
    least = 0 if whole_table_hidden else 1
    most = left - least * (len(hidden) - 1)
    assert len(hidden) > 1
    assert most - least + 1 >= 2


@given(TABLES)
def test_tables_without_unnamed_councils_lose_nothing(cells):
    named = {key: Cell(cell.count) for key, cell in cells.items()}
    assert not safe_table(named).hides_something
