"""Rows of a Word table that begin further right, and headings that reach down: made plain."""

from __future__ import annotations

from lxml import etree

from hub.inputs import whole_number
from practices.importing.readers.word.package import Element, Package, find, name, new, texts, value

MOST_COLUMNS = 60


def fill_grids(package: Package) -> None:
    """An empty cell for each column that a row leaves out before its first cell.

    Pandoc would put such a row's figures under the headings to their left.
    """
    for root in texts(package):
        for before in find(root, ".//w:tr/w:trPr/w:gridBefore"):
            row = before.getparent().getparent()
            cells = find(row, "./w:tc")
            for _column in range(min(whole(value(before)), MOST_COLUMNS) if cells else 0):
                cells[0].addprevious(empty_cell())


def empty_cell() -> Element:
    cell = etree.Element(name("w:tc"))
    cell.append(new("p"))
    return cell


def whole(words: str) -> int:
    return whole_number(words) or 0
