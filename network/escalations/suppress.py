"""Small numbers that could point at a council which asked not to be named. Pure: no Django.

A number from 1 to 4 that counts at least one such council is hidden. Hiding one number is not
enough when the total stands beside it: others are hidden with it until no hidden number can be
worked out by taking away. Zeros are only hidden when the whole table has to be.
"""

from collections.abc import Mapping
from dataclasses import dataclass

FEW = 5


@dataclass(frozen=True)
class Cell:
    """A number, and how many of the things it counts belong to a council that is not named."""

    count: int
    withheld: int = 0

    @property
    def must_hide(self) -> bool:
        """Small enough to point at the council."""
        return 0 < self.count < FEW and self.withheld > 0


@dataclass(frozen=True)
class Table:
    """What may be shown: None where a number is hidden. `total` is None when all is hidden."""

    cells: Mapping[str, int | None]
    total: int | None

    @property
    def hides_something(self) -> bool:
        """Whether a reader needs to be told that numbers are missing."""
        return self.total is None or None in self.cells.values()


def safe_table(cells: Mapping[str, Cell]) -> Table:
    """The numbers of one table with its total, safe against taking away."""
    total = Cell(sum(c.count for c in cells.values()), sum(c.withheld for c in cells.values()))
    if total.must_hide:
        return Table(dict.fromkeys(cells), None)
    hidden = _hidden(cells)
    return Table({k: None if k in hidden else c.count for k, c in cells.items()}, total.count)


def _hidden(cells: Mapping[str, Cell]) -> set[str]:
    hidden = {key for key, cell in cells.items() if cell.must_hide}
    if not hidden:
        return hidden
    others = [k for k, c in cells.items() if k not in hidden and c.count > 0]
    for key in sorted(others, key=lambda k: cells[k].count):
        if _cannot_be_worked_out(cells, hidden):
            return hidden
        hidden.add(key)
    return hidden if _cannot_be_worked_out(cells, hidden) else set(cells)


def _cannot_be_worked_out(cells: Mapping[str, Cell], hidden: set[str]) -> bool:
    """Two or more hidden numbers, whose sum leaves each of them at least three possible values."""
    together = sum(cells[key].count for key in hidden)
    return len(hidden) > 1 and together >= FEW and together >= len(hidden) + 2
