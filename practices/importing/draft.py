"""What a reader makes of a file: plain values, before any council, topic or database is asked."""

from __future__ import annotations

import base64
import re
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from html import unescape
from typing import Any, NamedTuple

from practices.notes.fields import BY_NAME, Kind

TAG = re.compile(r"<[^>]*>")


class Refused(ValueError):
    """A file or line that cannot become a note; the message is a sentence for the person."""


@dataclass(frozen=True)
class Picture:
    """A picture as it lay in the file, with the words that stand for it."""

    name: str
    content: bytes
    alt: str = ""


@dataclass(frozen=True)
class Text:
    """Clean rich text: h2, h3, p, ul, ol, li, b, i, a, br and nothing else."""

    html: str


class Span(NamedTuple):
    """A merged cell: its first row and column, and how many of each it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Table:
    """Rows of plain text, all of one length.

    The words of a merged cell stand in each place that it covers; `spans` lists such cells.
    """

    rows: tuple[tuple[str, ...], ...]
    has_header: bool = False
    caption: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A picture at its place in the text."""

    picture: Picture
    caption: str = ""


Part = Text | Table | Figure


def shortened(text: str, length: int) -> str:
    """Cut at a word, with an ellipsis, so that it fits."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"


@dataclass
class Draft:
    """A note to be. None means that the file does not speak of it; empty means that it says none.

    `ref` is what a second import finds the note by: the file's own, or else the file's name.
    `lost` holds a sentence for each thing that could not be kept.
    """

    title: str = ""
    summary: str = ""
    what_we_did: str = ""
    why: str = ""
    what_came_of_it: str = ""
    parts: list[Part] = field(default_factory=list)
    ref: str = ""
    council: str = ""
    audience: str = ""
    status: str = ""
    source_url: str = ""
    topics: list[str] | None = None
    tags: list[str] | None = None
    facts: dict[str, str | date] = field(default_factory=dict)  # by name of the note's field
    lost: list[str] = field(default_factory=list)
    file: str = ""
    line: int | None = None

    def figures(self) -> list[Figure]:
        return [part for part in self.parts if isinstance(part, Figure)]

    def opening_words(self) -> str:
        """How the text begins: a title for a note that has none."""
        written = [self.summary, self.what_we_did, self.why, self.what_came_of_it]
        written += [part.html for part in self.parts if isinstance(part, Text)]
        words = (" ".join(unescape(TAG.sub(" ", text)).split()) for text in written)
        return next((shortened(text, 80) for text in words if text), "")

    def is_empty(self) -> bool:
        """Nothing to read but, at most, a title."""
        return not (
            self.summary or self.what_we_did or self.why or self.what_came_of_it or self.parts
        )


@dataclass(frozen=True)
class Problem:
    """Something refused (or noticed) in a file, with the line where the format has lines."""

    file: str
    sentence: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.sentence}"


# Drafts and problems as JSON, for the way from the process that reads a file to the hub.


def to_json(found: Draft | Problem) -> dict[str, Any]:
    if isinstance(found, Problem):
        return {"is": "problem", **asdict(found)}
    values = {one.name: getattr(found, one.name) for one in fields(Draft)}
    values["parts"] = [part_to_json(part) for part in found.parts]
    values["facts"] = {name: str(value) for name, value in found.facts.items()}
    return {"is": "draft", **values}


def from_json(values: dict[str, Any]) -> Draft | Problem:
    """What `to_json` was given. Raises KeyError, TypeError or ValueError for anything else."""
    rest = {name: value for name, value in values.items() if name != "is"}
    if values["is"] == "problem":
        return Problem(**rest)
    rest["parts"] = [part_from_json(part) for part in rest["parts"]]
    rest["facts"] = {name: fact_from(name, words) for name, words in rest["facts"].items()}
    return Draft(**rest)


def fact_from(name: str, words: str) -> str | date:
    return date.fromisoformat(words) if BY_NAME[name].kind is Kind.DAY else words


def part_to_json(part: Part) -> dict[str, Any]:
    if isinstance(part, Text):
        return {"html": part.html}
    if isinstance(part, Table):
        return asdict(part)
    content = base64.b64encode(part.picture.content).decode()
    return {
        "picture": part.picture.name,
        "content": content,
        "alt": part.picture.alt,
        "caption": part.caption,
    }


def part_from_json(part: dict[str, Any]) -> Part:
    if "html" in part:
        return Text(part["html"])
    if "rows" in part:
        rows = tuple(tuple(row) for row in part["rows"])
        spans = tuple(Span(*span) for span in part["spans"])
        return Table(rows, part["has_header"], part["caption"], spans)
    content = base64.b64decode(part["content"])
    return Figure(Picture(part["picture"], content, part["alt"]), part["caption"])
