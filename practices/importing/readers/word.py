"""Word: headings, lists, tables and pictures are kept; what is lost is said."""

from __future__ import annotations

import io
import re
import zipfile

import mammoth
from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from practices.importing.clean import one_line
from practices.importing.draft import Draft, Refused
from practices.importing.limits import open_docx
from practices.importing.parts import lay_out
from practices.importing.readers.word_losses import losses
from practices.importing.readers.word_pictures import Pictures

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => p:fresh
p[style-name='Intense Quote'] => p:fresh
"""


def read_word(data: bytes) -> Draft:
    """A draft of a .docx file. Raises Refused for what cannot be opened safely."""
    packed = open_docx(data)
    pictures = Pictures()
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(pictures.take),
        ).value
        lost = losses(packed)
    except Exception as wrong:  # a foreign parser on foreign bytes may fail in any way
        raise Refused(
            _("The Word file is damaged and cannot be read. Save it again in Word.")
        ) from wrong
    draft = lay_out(without_note_marks(page), pictures.kept)
    draft.title = draft.title or leading_line(page) or title_property(packed)
    draft.lost += lost + pictures.sentences()
    if draft.is_empty() and not draft.title:
        raise Refused(_("There is no text in this Word file."))
    return draft


def without_note_marks(page: str) -> str:
    """Footnotes come as a list at the end; the arrows that lead back to their place go."""
    if "note-ref" not in page:
        return page
    soup = BeautifulSoup(page, "lxml")
    for link in soup.find_all("a", href=re.compile(r"^#(foot|end)note-ref")):
        link.decompose()
    return soup.body.decode_contents() if soup.body else page


def leading_line(page: str) -> str:
    """A short first line in bold, which people use for a title; it also stays in the text."""
    first = BeautifulSoup(page[:4000], "lxml").find(["p", "h1", "h2", "table", "ul", "ol"])
    if first is None or first.name != "p":
        return ""
    bold = first.find(["strong", "b"])
    words = one_line(first.get_text(" "))
    whole = bold is not None and one_line(bold.get_text(" ")) == words
    return words if whole and 0 < len(words) <= 120 else ""


def title_property(packed: zipfile.ZipFile) -> str:
    """The title among the file's properties, unless Word put it there by itself."""
    if "docProps/core.xml" not in packed.namelist():
        return ""
    core = packed.read("docProps/core.xml").decode("utf-8", "replace")
    found = re.search(r"<dc:title>([^<]{3,200})</dc:title>", core)
    words = one_line(BeautifulSoup(found[1], "lxml").get_text()) if found else ""
    return "" if words.casefold() in {"", "word document", "document"} else words
