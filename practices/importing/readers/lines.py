"""JSON lines: one note an object, one object a line."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from practices.importing.draft import Draft, Problem, Refused, Text
from practices.importing.front_matter import apply_said, text_of
from practices.importing.html import clean_text, one_line
from practices.importing.layout import lay_out
from practices.importing.limits import MAX_LINE, MEGABYTE, check_length
from practices.importing.readers.decoding import decoded
from practices.importing.readers.text import markup_of
from practices.importing.readers.web_page import is_markup


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
    """Lines with their numbers; None for one that is too long, which is skipped unread."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) <= MAX_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield number, None


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
