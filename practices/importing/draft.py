"""What a reader makes of a file: plain values, before any council, topic or database is asked."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from html import unescape

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


@dataclass(frozen=True)
class Table:
    """Rows of plain text, all of one length."""

    rows: tuple[tuple[str, ...], ...]
    has_header: bool = False
    caption: str = ""


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
    date: datetime.date | None = None
    review_by: datetime.date | None = None
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
