"""JSON lines: one note an object, one object a line."""

from __future__ import annotations

import html
import json
import re
from codecs import BOM_UTF16_LE, iterdecode
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from hub.decoding import UTF_16
from practices.importing.draft import Draft, Problem, Refused, Text
from practices.importing.front_matter import apply_said, text_of
from practices.importing.html import clean_text, one_line
from practices.importing.layout import lay_out
from practices.importing.limits import MAX_LINE, MEGABYTE, check_length
from practices.importing.readers.decoding import decoded
from practices.importing.readers.text import markup_of
from practices.importing.readers.web_page import is_markup

CHUNK = 1024 * 1024


def read_lines(stream: BinaryIO, name: str) -> Iterator[Draft | Problem]:
    """A draft, or a problem, for each line that is not blank. Holds one line in memory."""
    for number, line in numbered(stream):
        try:
            if line is None:
                most = {"most": MAX_LINE // MEGABYTE}
                raise Refused(_("The line is too long (more than %(most)s MB).") % most)
            if not line.strip():
                continue
            draft = read_line(line)
        except Refused as wrong:
            yield Problem(name, str(wrong), number)
            continue
        draft.file, draft.line = name, number
        yield draft


def numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers; None for one that is too long, which is skipped unread.

    A line ends with LF, CR LF or CR, as machines have it; UTF-16 that says so becomes UTF-8.
    """
    number, held, too_long = 0, b"", False
    for chunk in chunks_of(stream):
        # A CR at the end of a chunk waits for the LF that may follow.
        pieces = re.split(rb"\r\n|\n|\r(?!\Z)", held + chunk)
        held = pieces.pop()
        for piece in pieces:
            number += 1
            yield number, None if too_long or len(piece) > MAX_LINE else piece
            too_long = False
        if len(held) > MAX_LINE:
            held, too_long = b"", True
    if held.strip() or too_long:
        yield number + 1, None if too_long or len(held) > MAX_LINE else held


def chunks_of(stream: BinaryIO) -> Iterator[bytes]:
    start = stream.read(len(BOM_UTF16_LE))
    rest = chain([start], iter(lambda: stream.read(CHUNK), b""))
    if start in UTF_16:
        yield from (text.encode() for text in iterdecode(rest, "utf-16", errors="replace"))
    else:
        yield from rest


def read_line(line: bytes) -> Draft:
    """A draft of one object. Raises Refused with what is wrong about the line."""
    try:
        said = json.loads(decoded(line))
    except (ValueError, RecursionError) as wrong:
        if isinstance(wrong, Refused):
            raise
        raise Refused(_("The line is not valid JSON.")) from wrong
    if not isinstance(said, dict):
        raise Refused(_('The line must hold one JSON object, such as {"title": …}.'))
    said = {str(key).strip().lower(): value for key, value in said.items()}
    draft = read_body(clean_text(body_of(said)))
    apply_said(draft, said)
    publisher = one_line(text_of(said, "publisher"))
    if publisher:
        words = _("Published by %(publisher)s.") % {"publisher": publisher}
        draft.parts.append(Text(f"<p>{html.escape(words, quote=False)}</p>"))
    return draft


def body_of(said: dict[str, Any]) -> str:
    """Text, or a list of paragraphs, as collections of abstracts have it."""
    body = said.get("body", said.get("text"))
    if isinstance(body, list) and all(isinstance(part, str) for part in body):
        return "\n\n".join(body)
    return text_of(said, "body", "text")


def read_body(text: str) -> Draft:
    """HTML is laid out as a page; anything else is plain text."""
    check_length(text)
    if is_markup(text):
        return lay_out(text)
    return lay_out(markup_of(text))
