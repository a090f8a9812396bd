"""PDF: its words in the order of reading, its tables by the places of their words."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from django.utils.translation import gettext as _
from pypdf import PdfReader

from practices.importing.draft import Draft, Refused
from practices.importing.html import one_line
from practices.importing.layout import lay_out
from practices.importing.limits import MAX_PDF_PAGES, check_length
from practices.importing.losses import Losses
from practices.importing.readers.pdf.extras import put_on_page, title_of
from practices.importing.readers.pdf.flow import Flow, heads_and_feet, usual_size
from practices.importing.readers.pdf.pages import Page, pages_of
from practices.importing.readers.text import ITEM
from practices.importing.section_names import field_asked, title_in


def read_pdf(data: bytes) -> Draft:
    """A draft of a .pdf file.

    Raises Refused for a password, a scan without text, too many pages and a damaged file.
    """
    losses = Losses()
    losses.add(_("From a PDF only the words are kept: pictures and layout are not"))
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        check(reader)
        pages = list(pages_of(data))
        for page, one in zip(pages, reader.pages, strict=False):
            put_on_page(page, one.get("/Annots"), losses)
        title = title_of(reader)
    except Refused:
        raise
    except MemoryError:
        raise
    except Exception as wrong:  # a foreign parser on foreign bytes may fail in any way
        raise Refused(_("The PDF is damaged and cannot be read.")) from wrong
    check_text(pages)
    return draft_of(pages, title, losses)


def check(reader: PdfReader) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(
            _("The PDF is protected by a password. Save a copy without one and try again.")
        )
    count = len(reader.pages)
    if count > MAX_PDF_PAGES:
        raise Refused(
            _("The PDF has %(count)s pages; the most that can be read is %(most)s.")
            % {"count": count, "most": MAX_PDF_PAGES}
        )


def check_text(pages: list[Page]) -> None:
    text = "\n".join(line.words for page in pages for line in page.lines)
    if not re.search(r"\w\w", text):
        raise Refused(
            _(
                "There is no text in this PDF: it is probably a scan. Use the Word file it was "
                "made from, or have its text recognised first."
            )
        )
    check_length(text)


def draft_of(pages: list[Page], title: str, losses: Losses) -> Draft:
    edges = heads_and_feet(pages, usual_size(pages))
    for line in {line.words for lines in edges.values() for line in lines}:
        if re.search(r"[A-Za-z]{3}", line):
            losses.add(_("Running heads and feet of the pages were left out"), line)
    bodies = [
        replace(page, lines=[one for one in page.lines if one not in edges.get(page.number, ())])
        for page in pages
    ]
    flow = Flow(bodies)
    for page in bodies:
        flow.add(page)
    own = take_title(flow, title)
    name_losses(bodies, flow, losses)
    draft = lay_out(flow.markup())
    draft.title = own or draft.title
    draft.lost = [*losses.sentences(), *draft.lost]
    return draft


def take_title(flow: Flow, title: str) -> str:
    """The heading on top, else the first line. A title among the properties must stand in the text."""
    first_kind, first = flow.pieces[0] if flow.pieces else ("", "")
    if first_kind.startswith("h") and not field_asked(first):
        flow.pieces.pop(0)
        return one_line(first)
    opening = [one_line(words) for kind, words in flow.pieces[:12] if kind != "table"]
    if title and any(title.casefold() in words.casefold() for words in opening):
        if opening[0].casefold() == title.casefold() and len(flow.pieces) > 1:
            flow.pieces.pop(0)
        return title
    own, place = title_in(opening)
    if ITEM.match(own):
        return title
    if place is not None and flow.pieces[place][0] == "p" and len(flow.pieces) > 1:
        flow.pieces.pop(place)
    return own or title


def name_losses(pages: list[Page], flow: Flow, losses: Losses) -> None:
    for page in pages:
        at = page.number
        if not page.lines:
            losses.add(_("A page holds no text and could not be read"), page=at)
        elif page.pictures:
            losses.add(_("A picture could not be kept: add it to the note yourself"), page=at)
        if page.unknown:
            losses.add(_("Some letters have no meaning in the file and stand as �"), page=at)
        for words in page.covered:
            losses.add(
                _("Words under a drawn box were left out: are they meant to be read?"),
                words,
                page=at,
            )
        for words in page.unseen:
            losses.add(_("Hidden text was left out"), words, page=at)
    for number, table in flow.tables:
        losses.add(
            _("A table was read by the places of its words: check each figure against the PDF"),
            " | ".join(table.rows[0]), page=number)  # fmt: skip
