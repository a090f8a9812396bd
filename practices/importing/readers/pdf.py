"""PDF: its words. Pictures, tables and the layout of pages cannot be taken over."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.importing.draft import Draft, Refused, Text
from practices.importing.html import clean_text, one_line
from practices.importing.limits import MAX_PDF_PAGES, MAX_PDF_SECONDS, check_length
from practices.importing.readers.text import rich_from_plain
from practices.importing.section_names import title_in

if TYPE_CHECKING:
    from pypdf import PdfReader

HYPHENATED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
PAGE_NUMBER = re.compile(r"^\s*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*$", re.IGNORECASE)
ENDS = (".", "!", "?", ":", ";")


def read_pdf(data: bytes) -> Draft:
    """A draft of a .pdf file.

    Raises Refused for a password, a scan without text, too many pages and a damaged file.
    """
    try:
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(
                _("The PDF is protected by a password. Save a copy without one and try again.")
            )
        pages = list(pages_of(reader))
        title = one_line(str(reader.metadata and reader.metadata.get("/Title") or ""))
    except Refused:
        raise
    except Exception as wrong:  # a foreign parser on foreign bytes may fail in any way
        raise Refused(_("The PDF is damaged and cannot be read.")) from wrong
    return draft_of(pages, title)


def pages_of(reader: PdfReader) -> Iterator[str]:
    """Words of each page. Raises Refused beyond the bounds on pages and time."""
    count = len(reader.pages)
    if count > MAX_PDF_PAGES:
        raise Refused(
            _("The PDF has %(count)s pages; the most that can be read is %(most)s.")
            % {"count": count, "most": MAX_PDF_PAGES}
        )
    end = time.monotonic() + MAX_PDF_SECONDS
    for page in reader.pages:
        yield clean_text(page.extract_text() or "")
        if time.monotonic() > end:
            raise Refused(_("The PDF takes too long to read. Save it as Word and try again."))


def draft_of(pages: list[str], title: str) -> Draft:
    text = "\n\n".join(pages)
    if not re.search(r"\w\w", text):
        raise Refused(
            _(
                "There is no text in this PDF: it is probably a scan. Use the Word file it was "
                "made from, or have its text recognised first."
            )
        )
    check_length(text)
    lines = flowing(text).split("\n")
    own_title, place = title_in(lines)
    if place is not None and (not is_title(title) or title == own_title):
        lines = [line for number, line in enumerate(lines) if number != place]
        title = own_title
    lost = [_("From a PDF only the words are kept: pictures, tables and layout are not.")]
    empty = sum(not page.strip() for page in pages)
    if empty:
        lost.append(pages_without_text(empty))
    markup = rich_from_plain("\n".join(lines))
    return Draft(
        title=title if is_title(title) else own_title,
        parts=[Text(markup)] if markup else [],
        lost=lost,
    )


def pages_without_text(count: int) -> str:
    return ngettext(
        "%(count)s page holds no text and could not be read.",
        "%(count)s pages hold no text and could not be read.",
        count,
    ) % {"count": count}


def is_title(title: str) -> bool:
    """Many PDFs carry “Microsoft Word - draft3.docx” or nothing."""
    return len(title) > 3 and not re.search(
        r"microsoft word|untitled|\.(?:docx?|pdf|indd)$", title, re.IGNORECASE
    )


def flowing(text: str) -> str:
    """Lines as paragraphs: a line nearly as long as the longest goes on in the next."""
    lines = [line.rstrip() for line in HYPHENATED.sub("", text).split("\n")]
    lines = [line for line in lines if not PAGE_NUMBER.match(line) or not line.strip()]
    lengths = sorted(len(line) for line in lines if line.strip())
    usual = lengths[int(len(lengths) * 0.8)] if lengths else 0
    made: list[str] = []
    for line in lines:
        before = made[-1] if made else ""
        if before and line.strip() and runs_on(before, line, usual):
            made[-1] = f"{before} {line.strip()}"
        else:
            made.append(line)
    return "\n".join(made)


def runs_on(before: str, line: str, usual: int) -> bool:
    """`before` may be many lines already; what counts is how its last words end."""
    if re.match(r"^\s*(?:[-*•·▪◦–]|\(?\d{1,2}[.)])\s", line):
        return False
    return len(before) >= usual * 0.8 and not before.endswith(ENDS)
