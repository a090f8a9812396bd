"""Bytes to text: UTF-8, or UTF-16 that says so."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from hub.decoding import UTF_16
from practices.importing.draft import Draft, Refused, Text
from practices.importing.html import clean_text
from practices.importing.section_names import title_in

DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """Text of a file. Raises Refused when it is neither UTF-8 nor marked UTF-16."""
    codec = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
    try:
        return data.decode(codec)
    except UnicodeDecodeError as wrong:
        raise Refused(
            _(
                "The text is not in UTF-8 (first at byte %(place)s), so letters would come out "
                "wrong. Save the file again with the encoding UTF-8."
            )
            % {"place": wrong.start + 1}
        ) from wrong


def decoded_page(data: bytes) -> str:
    """Text of a web page, which may name its own encoding."""
    found = DECLARED.search(data[:4096])
    if found:
        try:
            return data.decode(found[1].decode("ascii"))
        except (LookupError, ValueError):
            return decoded(data)
    return decoded(data)


# Plain text: paragraphs, lists with dashes or numbers, and a title on top.

BULLET = re.compile(r"^\s*[-*•·▪◦–]\s+(?=\S)")
NUMBER = re.compile(r"^\s*\(?\d{1,2}[.)]\s+(?=\S)")
ENDS = (".", "!", "?", ":", ";", "”", '"')


def read_text(text: str) -> Draft:
    """A draft of a .txt file."""
    lines = clean_text(text).split("\n")
    title, place = title_in(lines)
    if place is not None:
        lines = [line for number, line in enumerate(lines) if number != place]
    markup = rich_from_plain("\n".join(lines))
    return Draft(title=title, parts=[Text(markup)] if markup else [])


def rich_from_plain(text: str) -> str:
    """Clean rich text of plain text. A line broken in mid sentence is joined to the one before."""
    pieces: list[str] = []
    for kind, lines in groupby(whole_lines(text), key=kind_of):
        if kind == "p":
            pieces += [f"<p>{html.escape(line, quote=False)}</p>" for line in lines]
        else:
            mark = BULLET if kind == "ul" else NUMBER
            items = (html.escape(mark.sub("", line), quote=False) for line in lines)
            pieces.append(
                f"<{kind}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{kind}>"
            )
    return "".join(pieces)


def kind_of(line: str) -> str:
    if BULLET.match(line):
        return "ul"
    return "ol" if NUMBER.match(line) else "p"


def whole_lines(text: str) -> Iterator[str]:
    """Lines that stand for paragraphs or list items, without the blank ones."""
    held: list[str] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        if held and (not words or not goes_on(held[-1], words)):
            yield " ".join(held)
            held = []
        if words:
            held.append(words)
    if held:
        yield " ".join(held)


def goes_on(before: str, line: str) -> bool:
    """Whether `line` carries on the sentence that `before` left open."""
    return not before.endswith(ENDS) and line[:1].islower() and kind_of(line) == "p"
