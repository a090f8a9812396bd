"""RTF by pandoc; what it leaves out is named."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from practices.importing.draft import Draft
from practices.importing.losses import Losses
from practices.importing.readers.document import draft_from
from practices.importing.readers.pandoc import markup_of

HIDDEN = re.compile(r"\\v1?(?![a-z0-9])([^{}]{0,400})")
CONTROL = re.compile(r"\\'[0-9a-f]{2}|\\[a-z]+-?\d* ?|\\\*|[{}\r\n]", re.IGNORECASE)
EDGE = re.compile(r"\\(?:header|footer)[lrf]?(?![a-z])([^{}]{0,400})")
COMMENT = re.compile(r"\\annotation(?![a-z])([^{}]{0,400})")
MERGED = re.compile(r"\\cl(?:v?mrg)(?![a-z])")


def read_rtf(data: bytes) -> Draft:
    """A draft of an .rtf file. Raises Refused."""
    losses = Losses()
    source = data.decode("latin-1")
    styles, body = parted(source)
    source = with_bold_headings(styles, body)
    for pattern, sentence in (
        (HIDDEN, _("Hidden text was left out")),
        (EDGE, _("Headers and footers of the pages could not be kept")),
        (COMMENT, _("A comment could not be kept")),
    ):
        for found in pattern.finditer(source):
            if words := CONTROL.sub(" ", found[1]).strip():
                losses.add(sentence, words)
    if MERGED.search(source):
        losses.add(
            _(
                "Merged cells of a table are read from RTF as one full cell and empty ones: check "
                "each table, or save the file as .docx"
            )
        )
    whole = (styles + source).encode("latin-1")
    return draft_from(markup_of(whole, "rtf"), list(losses.sentences()))


def parted(source: str) -> tuple[str, str]:
    """What stands up to the end of the list of styles, and the text."""
    start = source.find("{\\stylesheet")
    depth = 0
    for place in range(start, len(source)) if start >= 0 else ():
        depth += {"{": 1, "}": -1}.get(source[place], 0)
        if depth == 0:
            return source[: place + 1], source[place + 1 :]
    return "", source


def with_bold_headings(styles: str, body: str) -> str:
    """Pandoc knows no headings of RTF, but bold lines; those that have such a style become bold."""
    named = re.findall(r"\\s(\d+)(?!\d)[^{};]*?(?:heading|title)[^{};]*;", styles, re.IGNORECASE)
    for number in set(named):
        body = re.sub(rf"\\s{number}(?!\d)", rf"\\s{number}\\b", body)
    return body
