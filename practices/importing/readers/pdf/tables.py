"""Tables of a PDF, which knows none: words that stand in rows and columns."""

from __future__ import annotations

from dataclasses import dataclass

from practices.importing.readers.pdf.pages import Line, Page

LEAST_ROWS = 2
FULL = 0.8  # a line that fills so much of its column is prose
SAME_PLACE = 6.0  # points


@dataclass(frozen=True)
class Found:
    """A table: its rows of words, and the lines that they were."""

    rows: tuple[tuple[str, ...], ...]
    lines: frozenset[Line]


def tables_in(page: Page) -> list[Found]:
    """Runs of rows whose words stand under each other in two columns or more."""
    found: list[Found] = []
    run: list[list[Line]] = []
    for row in [*rows_of(page.lines), []]:
        belongs = row and (len(row) > 1 or is_continued(run, row, page))
        if belongs and (not run or is_near(run[-1], row)):
            run.append(row)
            continue
        if made := table_of(run, page):
            found.append(made)
        run = [row] if len(row) > 1 else []
    return found


def rows_of(lines: list[Line]) -> list[list[Line]]:
    """Lines that stand at one height, from the top; each from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: -one.middle):
        last = rows[-1][0] if rows else None
        if last is not None and abs(last.middle - line.middle) < max(last.size, line.size) * 0.5:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def is_near(above: list[Line], row: list[Line]) -> bool:
    """No more than a few lines below."""
    return above[0].foot - row[0].head < max(above[0].size, row[0].size) * 3


def is_continued(run: list[list[Line]], row: list[Line], page: Page) -> bool:
    """One piece of words alone belongs to a table only where lines are drawn on both its sides."""
    if not run:
        return False
    line = row[0]
    left, right = min(one.left for one in run[0]), max(one.right for one in run[0])
    inside = left - SAME_PLACE <= line.left and line.right <= right + SAME_PLACE
    drawn = [rule for rule in page.rules if rule[1] < line.foot and rule[0] <= line.left <= rule[2]]
    return inside and bool(drawn) and is_ruled(page, line)


def is_ruled(page: Page, line: Line) -> bool:
    """Whether a line is drawn above and one below it, near by."""
    reach = line.size * 6
    over = any(0 <= rule[1] - line.middle < reach and rule[0] <= line.right and rule[2] >= line.left
               for rule in page.rules)  # fmt: skip
    under = any(0 <= line.middle - rule[3] < reach and rule[0] <= line.right and rule[2] >= line.left
                for rule in page.rules)  # fmt: skip
    return over and under


def table_of(run: list[list[Line]], page: Page) -> Found | None:
    while run and len(run[-1]) < 2:
        run = run[:-1]
    if len(run) < LEAST_ROWS:
        return None
    columns = columns_of(run)
    if len(columns) < 2 or is_prose(run, columns, page):
        return None
    rows = [cells_of(row, columns) for row in run]
    lines = frozenset(line for row in run for line in row)
    return Found(tuple(joined(rows, run, page)), lines)


def columns_of(run: list[list[Line]]) -> list[tuple[float, float]]:
    """From where to where the words of each column reach."""
    columns: list[tuple[float, float]] = []
    for line in sorted((line for row in run for line in row), key=lambda one: one.left):
        if columns and line.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], line.right))
        else:
            columns.append((line.left, line.right))
    return columns


def is_prose(run: list[list[Line]], columns: list[tuple[float, float]], page: Page) -> bool:
    """Columns of running text stand beside each other as well; their lines are full."""
    lines = [line for row in run for line in row]
    if sum(is_ruled(page, line) for line in lines) > len(lines) * 0.6:
        return False
    if all(len(line.words) <= 4 for row in run for line in row[:1]) and len(columns) == 2:
        return True  # bullets, or numbers of a list, beside their words
    full = sum(
        line.right - line.left >= (right - left) * FULL and len(line.words) > 20
        for line in lines
        for left, right in columns
        if left <= line.left < right
    )
    long = sum(len(line.words) for line in lines) / len(lines)
    return full > len(lines) * 0.4 or long > 45


def cells_of(row: list[Line], columns: list[tuple[float, float]]) -> list[str]:
    cells = [""] * len(columns)
    for line in row:
        place = next(n for n, (left, right) in enumerate(columns) if left <= line.left <= right)
        cells[place] = f"{cells[place]} {line.words}".strip()
    return cells


def joined(rows: list[list[str]], run: list[list[Line]], page: Page) -> list[tuple[str, ...]]:
    """Words that are broken over several lines inside a cell, as one row.

    In a table with lines drawn, a row goes as far as the next line. In one without, a row that
    leaves cells out goes on in the row above, when it is near and begins in mid sentence.
    """
    ruled = sum(is_ruled(page, row[0]) for row in run) > len(run) * 0.6
    made: list[list[str]] = []
    for number, row in enumerate(rows):
        above = run[number - 1][0] if number else None
        goes_on = above is not None and not is_parted(page, above, run[number][0])
        if goes_on and (ruled or is_rest(row)):
            made[-1] = [f"{old} {new}".strip() for old, new in zip(made[-1], row, strict=True)]
        else:
            made.append(row)
    return [tuple(row) for row in made]


def is_rest(row: list[str]) -> bool:
    filled = [cell for cell in row if cell]
    return not row[0] or (len(filled) == 1 and filled[0][:1].islower())


def is_parted(page: Page, above: Line, below: Line) -> bool:
    """Whether a line is drawn between the two, or a gap is left."""
    ruled = any(
        below.middle < height < above.middle and rule[0] <= below.right and rule[2] >= below.left
        for rule in page.rules
        for height in (rule[1], rule[3])
    )
    return ruled or above.foot - below.head > above.size * 0.6
