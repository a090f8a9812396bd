"""Plain text: paragraphs, lists with dashes or numbers, tables with bars, and a title on top."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from practices.importing.draft import Draft
from practices.importing.html import clean_text
from practices.importing.layout import lay_out
from practices.importing.section_names import field_asked, title_in

ITEM = re.compile(
    r"^(?P<indent>\s*)(?:(?P<bullet>[-*•·▪◦–])|\(?(?P<number>\d{1,3})[.)])\s+(?P<words>\S.*)$"
)
RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
ENDS = (".", "!", "?", ":", ";", "”", '"')
TAB = 4


@dataclass(frozen=True)
class Line:
    """A paragraph, an item of a list or a row of a table. `kind` is p, ul, ol or table."""

    kind: str
    words: str
    indent: int = 0
    number: int = 0


def read_text(text: str) -> Draft:
    """A draft of a .txt file."""
    return draft_of_lines(clean_text(text).split("\n"))


def draft_of_lines(lines: list[str], title: str = "") -> Draft:
    """A draft of lines of plain text, whose first says the title where none is given."""
    own, place = title_in(lines)
    if place is not None and title in {"", own}:
        lines = [line for number, line in enumerate(lines) if number != place]
    draft = lay_out(markup_of("\n".join(lines), headings=True))
    draft.title = title or own
    return draft


def markup_of(text: str, *, headings: bool = False) -> str:
    """HTML of plain text. A line broken in mid sentence is joined to the one before.

    `headings`: a line that asks one of the note's own questions is a heading.
    """
    pieces: list[str] = []
    for kind, lines in groupby(whole_lines(text), key=lambda line: line.kind):
        if kind == "table":
            pieces.append(table_markup([line.words for line in lines]))
        elif kind == "list":
            pieces.append(list_markup(list(lines)))
        else:
            pieces += [paragraph_markup(line.words, headings) for line in lines]
    return "".join(pieces)


def paragraph_markup(words: str, headings: bool) -> str:
    tag = "h2" if headings and len(words) < 80 and field_asked(words) else "p"
    return f"<{tag}>{html.escape(words, quote=False)}</{tag}>"


def table_markup(rows: list[str]) -> str:
    """Rows between bars; the line of dashes under the first makes it the headings."""
    marked = len(rows) > 1 and RULE.match(rows[1]) is not None
    made = []
    for number, row in enumerate(rows):
        if RULE.match(row):
            continue
        cell = "th" if marked and number == 0 else "td"
        bare = row.strip().removeprefix("|").removesuffix("|")
        cells = (html.escape(one.strip(), quote=False) for one in re.split(r"(?<!\\)\|", bare))
        made.append("".join(f"<{cell}>{one}</{cell}>" for one in cells))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in made) + "</table>"


def list_markup(lines: list[Line]) -> str:
    """Items below each other by how far they are moved in; numbers stay as they were typed."""
    made: list[str] = []
    while lines:
        first = lines[0]
        same = [first]
        below: dict[int, list[Line]] = {}
        rest = lines[1:]
        while rest and (rest[0].indent > first.indent or follows(same[-1], rest[0])):
            if rest[0].indent > first.indent:
                below.setdefault(len(same) - 1, []).append(rest[0])
            else:
                same.append(rest[0])
            rest = rest[1:]
        made.append(one_list(same, below))
        lines = rest
    return "".join(made)


def follows(before: Line, line: Line) -> bool:
    """Whether it is the next item of the same list."""
    if bool(before.number) != bool(line.number) or line.indent < before.indent:
        return False
    return not line.number or line.number == before.number + 1


def one_list(items: list[Line], below: dict[int, list[Line]]) -> str:
    first = items[0]
    tag = f'<ol start="{first.number}">' if first.number else "<ul>"
    inside = "".join(
        f"<li>{html.escape(one.words, quote=False)}{list_markup(below.get(n, []))}</li>"
        for n, one in enumerate(items)
    )
    return f"{tag}{inside}{'</ol>' if first.number else '</ul>'}"


def whole_lines(text: str) -> Iterator[Line]:
    """Lines that stand for something, without the blank ones, broken ones joined."""
    held: Line | None = None
    rows = table_rows(text.split("\n"))
    for number, raw in enumerate(text.split("\n")):
        words = " ".join(raw.split())
        joins = held is not None and words and number not in rows and goes_on(held, words)
        if held is not None and joins:
            held = Line(held.kind, f"{held.words} {words}", held.indent, held.number)
            continue
        if held is not None:
            yield held
        held = line_of(raw, number in rows) if words else None
    if held is not None:
        yield held


def table_rows(lines: list[str]) -> set[int]:
    """Which lines are rows of a table: those around a line of dashes and bars."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if number and "|" in line and RULE.match(line) and "|" in lines[number - 1]:
            end = number + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            found |= set(range(number - 1, end))
    return found


def line_of(raw: str, is_row: bool) -> Line:
    if is_row:
        return Line("table", raw.strip())
    found = ITEM.match(raw.expandtabs(TAB))
    if not found:
        return Line("p", " ".join(raw.split()))
    words = " ".join(found["words"].split())
    return Line("list", words, len(found["indent"]), int(found["number"] or 0))


def goes_on(before: Line, words: str) -> bool:
    """Whether these words carry on the sentence that `before` left open."""
    if before.kind == "table" or before.words.endswith(ENDS):
        return False
    return words[:1].islower() and ITEM.match(words) is None
