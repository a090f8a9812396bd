"""A table of a page or document as rows of plain text, each value under its own heading."""

from __future__ import annotations

import re

from bs4 import Tag

from hub.inputs import whole_number
from practices.importing.draft import Span, Table
from practices.importing.html import words_in

LONGEST_HEADING = 80
MAX_COLUMNS = 60
MAX_ROWS = 5_000
FIGURE = re.compile(r"^[£$€]?\s?\d[\d,.]*\s?(?:%|p|k|m)?$", re.IGNORECASE)
YEAR = re.compile(r"^(?:19|20)\d\d$")

Grid = list[list[str]]


def table_from(block: Tag) -> Table | None:
    """The table, or None when it says nothing.

    A merged cell's words stand in each place that it covers, so that a reader who sees no merging
    reads nothing under a wrong heading; `spans` say where it is to be shown as one. Rows of
    headings on top are folded into one row.
    """
    caption = block.find("caption")
    words = " ".join(words_in(caption).split()) if caption else ""
    lines = [row for row in block.find_all("tr") if row.find_parent("table") is block]
    grid, spans = laid_out(lines)
    heads = heading_rows(lines, grid, spans)
    if heads > 1:
        grid, spans = folded(grid, spans, heads)
    grid, spans = without_empty_rows(grid, spans)
    if not grid:
        return None
    return Table(tuple(map(tuple, grid)), has_header=heads > 0 and len(grid) > 1,
                 caption=words, spans=tuple(spans))  # fmt: skip


def is_frame(block: Tag) -> bool:
    """A table of one cell is a frame round text, or a callout."""
    cells = [cell for cell in block.find_all(["td", "th"]) if cell.find_parent("table") is block]
    return len(cells) == 1


def is_cut(block: Tag) -> bool:
    """Whether it is larger than a note's table can be."""
    rows = block.find_all("tr")
    return len(rows) > MAX_ROWS or any(width_of(row) > MAX_COLUMNS for row in rows)


def width_of(row: Tag) -> int:
    return sum(span_of(cell, "colspan") for cell in own_cells(row))


def own_cells(row: Tag) -> list[Tag]:
    return row.find_all(["td", "th"], recursive=False)


def span_of(cell: Tag, way: str) -> int:
    return max(1, whole_number(str(cell.get(way, "1"))) or 1)


def laid_out(lines: list[Tag]) -> tuple[Grid, list[Span]]:
    """Every cell at its own row and column, as HTML places them."""
    lines = lines[:MAX_ROWS]
    placed: dict[tuple[int, int], str] = {}
    spans: list[Span] = []
    for row, line in enumerate(lines):
        column = 0
        for cell in own_cells(line):
            while (row, column) in placed:
                column += 1
            if column >= MAX_COLUMNS:
                break
            down = min(span_of(cell, "rowspan"), len(lines) - row)
            across = min(span_of(cell, "colspan"), MAX_COLUMNS - column)
            words = words_in(cell)
            for below in range(down):
                for beside in range(across):
                    placed.setdefault((row + below, column + beside), words)
            if down > 1 or across > 1:
                spans.append(Span(row, column, down, across))
            column += across
    width = max((column + 1 for _row, column in placed), default=0)
    grid = [[placed.get((row, column), "") for column in range(width)] for row in range(len(lines))]
    return grid, spans


def heading_rows(lines: list[Tag], grid: Grid, spans: list[Span]) -> int:
    """How many rows on top are headings: marked ones, else a first row of short words.

    A heading that reaches down over rows makes those rows headings too.
    """
    marked = 0
    for line in lines:
        cells = own_cells(line)
        if not (line.find_parent("thead") or cells and all(cell.name == "th" for cell in cells)):
            break
        marked += 1
    count = marked or int(looks_like_headings(grid))
    reach = [span.row + span.rows for span in spans if span.row < count]
    deepest = max([count, *reach]) if count else 0
    return deepest if deepest < len(grid) else count if count < len(grid) else 0


def looks_like_headings(grid: Grid) -> bool:
    """Short words in every cell, and no figure among them but a year."""
    if len(grid) < 2:
        return False
    return all(
        cell and len(cell) <= LONGEST_HEADING and (not FIGURE.match(cell) or YEAR.match(cell))
        for cell in grid[0]
    )


def folded(grid: Grid, spans: list[Span], heads: int) -> tuple[Grid, list[Span]]:
    """Several rows of headings as one: “Rate: weekday”, “Rate: weekend”."""
    top = [
        ": ".join(dict.fromkeys(filter(None, column))) for column in zip(*grid[:heads], strict=True)
    ]
    below = [span._replace(row=span.row - heads + 1) for span in spans if span.row >= heads]
    return [top, *grid[heads:]], below


def without_empty_rows(grid: Grid, spans: list[Span]) -> tuple[Grid, list[Span]]:
    """Rows that say nothing go, unless merged cells hang together by them."""
    if spans or all(map(any, grid)):
        return (grid if any(map(any, grid)) else []), spans
    return [row for row in grid if any(row)], spans
