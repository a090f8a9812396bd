"""The lines of pages as running text: paragraphs, lists and headings, without heads and feet."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from practices.importing.readers.pdf.pages import Line, Page
from practices.importing.readers.pdf.tables import Found, tables_in
from practices.importing.readers.text import ITEM, markup_of
from practices.importing.section_names import field_asked

PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s+|p\.?\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE
)
EDGE = 0.12  # of the page's height: where heads and feet stand
LARGER = 1.15  # than the usual size: a heading
LONGEST_HEADING = 120
ENDS = (".", "!", "?", ":", ";", "…")
PREFIXES = {
    "self", "pre", "co", "non", "ex", "part", "full", "well", "long", "short", "high", "low",
    "multi", "cross", "one", "two", "three", "four", "five", "six", "half", "all", "day", "third",
    "first", "second", "year", "face", "up", "in", "on", "off", "e", "hard", "person", "means",
    "user", "post", "anti", "mid", "semi", "vice", "follow", "step", "real", "best",
}  # fmt: skip
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")


def usual_size(pages: list[Page]) -> float:
    """The size that most letters have."""
    counts: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            counts[round(line.size, 1)] += len(line.words)
    return counts.most_common(1)[0][0] if counts else 0


def heads_and_feet(pages: list[Page], usual: float) -> dict[int, set[Line]]:
    """Lines at the edge of a page that come again on others, and page numbers; by page."""
    found: dict[int, set[Line]] = {}
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update({form_of(line) for line in edge_lines(page)})
    for page in pages:
        for line in edge_lines(page):
            again = counts[form_of(line)]
            repeats = again > 1 and again * 2 >= len(pages) and line.size <= usual * LARGER
            if repeats or (PAGE_NUMBER.match(line.words) and len(pages) > 1):
                found.setdefault(page.number, set()).add(line)
    return found


def edge_lines(page: Page) -> list[Line]:
    edge = page.height * EDGE
    return [line for line in page.lines if line.head < edge or line.foot > page.height - edge]


def form_of(line: Line) -> tuple[str, int]:
    """Its words without numbers, and about where it stands: a sentence may come again elsewhere."""
    return re.sub(r"\d+", "#", line.words.casefold()), round(line.foot / 6)


class Flow:
    """Collects the pages' lines as markup, in the order of reading."""

    def __init__(self, pages: list[Page]) -> None:
        self.usual = usual_size(pages)
        self.known = Counter(
            word.casefold()
            for page in pages
            for line in page.lines
            for word in WORD.findall(line.words.removesuffix("-"))
        )
        self.pieces: list[tuple[str, str]] = []  # (p, h1, h2, h3 or table; text or markup)
        self.last: Line | None = None
        self.list_left: float | None = None
        self.rights: dict[int, float] = {}  # how far each block of the page reaches
        self.tables: list[tuple[int, Found]] = []  # with their pages
        sizes = {
            round(line.size, 1)
            for page in pages
            for line in page.lines
            if line.size >= self.usual * LARGER
        }
        self.sizes = sorted(sizes, reverse=True)

    def add(self, page: Page) -> None:
        tables = tables_in(page)
        at = {line: found for found in tables for line in found.lines}
        done: set[int] = set()
        self.last = None
        self.rights = {}
        for line in page.lines:
            self.rights[line.box] = max(self.rights.get(line.box, 0), line.right)
        for line in page.lines:
            found = at.get(line)
            if found is None:
                self.add_line(line)
            elif id(found) not in done:
                done.add(id(found))
                self.pieces.append(("table", table_markup(found)))
                self.tables.append((page.number, found))
                self.last = None

    def add_line(self, line: Line) -> None:
        kind = self.kind_of(line)
        last_kind, last_words = self.pieces[-1] if self.pieces else ("", "")
        if kind == last_kind == "p" and self.runs_on(last_words, line):
            self.pieces[-1] = ("p", self.with_more(last_words, line.words))
        elif kind == last_kind != "p" and self.last and self.last.box == line.box:
            self.pieces[-1] = (kind, f"{last_words} {line.words}")
        else:
            indent = " " * max(0, round((line.left - self.left_of(line)) / 12))
            self.pieces.append((kind, f"{indent}{line.words}" if kind == "p" else line.words))
        self.last = line

    def left_of(self, line: Line) -> float:
        """Where items of a list begin; deeper ones are moved in from there."""
        if ITEM.match(line.words) is None:
            self.list_left = None
            return line.left
        if self.list_left is None:
            self.list_left = line.left
        return self.list_left

    def kind_of(self, line: Line) -> str:
        """A heading is larger, or bold and short; `h1` is the largest of all."""
        short = len(line.words) <= LONGEST_HEADING and not line.words.endswith((".", ",", ";"))
        if ITEM.match(line.words) and not field_asked(line.words) and not line.bold:
            return "p"
        if short and line.size >= self.usual * LARGER:
            return f"h{min(3, self.sizes.index(round(line.size, 1)) + 1)}"
        named = short and line.bold and line.words[:1].isalnum()
        return "h3" if named else "p"

    def runs_on(self, before: str, line: Line) -> bool:
        """Whether the line goes on in the paragraph that was begun."""
        if ITEM.match(line.words) or line.words.startswith(("☐", "☒")):
            return False
        last = self.last
        if last is None:  # over the end of a page or a table
            return not before.endswith(ENDS) and line.words[:1].islower()
        if last.box != line.box:
            return not before.endswith(ENDS) and line.words[:1].islower()
        if ITEM.match(last.words) and line.left < last.left + line.size * 0.5:
            return False  # what goes on in an item stands under its words, not under its number
        is_gap = last.foot - line.head > line.size * 0.9
        is_full = last.right + first_word(line) > self.rights[line.box]
        return (
            not is_gap
            and (is_full or line.words[:1].islower())
            and not (before.endswith(ENDS) and not is_full)
        )

    def with_more(self, before: str, words: str) -> str:
        """Joined by a space, or without the hyphen that only the end of the line asked for."""
        if before.endswith("\u00ad"):
            return before[:-1] + words
        first, second = re.search(r"([A-Za-z]+)-$", before), re.match(r"[a-z]+", words)
        if not first or not second:
            return (
                before + words
                if before.endswith("-") and words[:1].isalnum()
                else f"{before} {words}"
            )
        return before + words if self.keeps_hyphen(first[1], second[0]) else before[:-1] + words

    def keeps_hyphen(self, first: str, second: str) -> bool:
        """Self-employed, pre-paid and co-produced are written so; else as the file writes it elsewhere."""
        first, second = first.casefold(), second.casefold()
        if self.known[f"{first}-{second}"] or self.known[f"{first}{second}"]:
            return self.known[f"{first}-{second}"] >= self.known[f"{first}{second}"]
        return first in PREFIXES or (self.known[first] > 0 and self.known[second] > 1)

    def markup(self) -> str:
        return "".join(self.parts())

    def parts(self) -> Iterator[str]:
        held: list[str] = []
        for kind, words in [*self.pieces, ("", "")]:
            if kind == "p":
                held.append(words)
                continue
            yield markup_of("\n".join(held), headings=True) if held else ""
            held = []
            if kind == "table":
                yield words
            elif kind:
                yield f"<{kind}>{html.escape(words, quote=False)}</{kind}>"


def first_word(line: Line) -> float:
    """About how wide its first word is, with a space: it did not fit on the line before."""
    share = (len(line.words.split(" ", 1)[0]) + 1) / max(1, len(line.words))
    return (line.right - line.left) * share


def table_markup(found: Found) -> str:
    rows = (
        "".join(f"<td>{html.escape(cell, quote=False)}</td>" for cell in row) for row in found.rows
    )
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
