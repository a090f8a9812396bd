"""Word: made ready with lxml where pandoc would lose something, then read by pandoc."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from lxml import etree

from practices.importing.draft import Draft, Refused
from practices.importing.html import one_line
from practices.importing.limits import open_packed
from practices.importing.readers.document import draft_from
from practices.importing.readers.pandoc import markup_of
from practices.importing.readers.word.boxes import unfold_boxes
from practices.importing.readers.word.chunks import Chunks
from practices.importing.readers.word.drawings import unfold_drawings
from practices.importing.readers.word.fields import unfold_fields
from practices.importing.readers.word.grids import fill_grids
from practices.importing.readers.word.headings import mark_headings
from practices.importing.readers.word.hidden import leave_out_hidden
from practices.importing.readers.word.package import Package
from practices.importing.readers.word.rest import name_the_rest

STEPS = (
    mark_headings,
    fill_grids,
    unfold_boxes,
    unfold_fields,
    leave_out_hidden,
    unfold_drawings,
    name_the_rest,
)


def read_word(data: bytes) -> Draft:
    """A draft of a .docx file. Raises Refused for what cannot be opened safely."""
    package = Package(open_packed(data))
    if not package.document:
        raise Refused(_("This is a packed file, but not a Word document."))
    try:
        for step in STEPS:
            step(package)
        chunks = Chunks(package)
        markup = chunks.put_back(markup_of(package.written(), "docx"))
    except (etree.XMLSyntaxError, KeyError, OSError) as wrong:
        raise Refused(
            _("The Word file is damaged and cannot be read. Save it again in Word.")
        ) from wrong
    draft = draft_from(markup, list(package.losses.sentences()))
    draft.title = draft.title or title_property(package)
    if draft.is_empty() and not draft.title:
        raise Refused(_("There is no text in this Word file."))
    return draft


def title_property(package: Package) -> str:
    """The title among the file's properties, unless Word put it there by itself."""
    if "docProps/core.xml" not in package.names:
        return ""
    core = package.packed.read("docProps/core.xml").decode("utf-8", "replace")
    found = re.search(r"<dc:title>([^<]{3,200})</dc:title>", core)
    words = one_line(BeautifulSoup(found[1], "lxml").get_text()) if found else ""
    return "" if words.casefold() in {"", "word document", "document"} else words
