"""Word: headings, lists, tables and pictures are kept; what is lost is said."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import mammoth
from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.importing.clean import one_line
from practices.importing.draft import Draft, Picture, Refused
from practices.importing.limits import MAX_PICTURE, MAX_PICTURES, open_docx
from practices.importing.parts import lay_out
from practices.importing.readers.word_losses import losses

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => p:fresh
p[style-name='Intense Quote'] => p:fresh
"""
NOTE_MARK = re.compile(r"^\[\d+\]$")


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


class Pictures:
    """The pictures of one file, by the address that stands for them in the page."""

    def __init__(self) -> None:
        self.kept: dict[str, Picture] = {}
        self.too_many = 0

    def take(self, image: Any) -> dict[str, str]:
        """Called by mammoth for each picture; gives the attributes of its img."""
        with image.open() as stream:
            content = stream.read(MAX_PICTURE + 1)
        if len(self.kept) >= MAX_PICTURES or len(content) > MAX_PICTURE:
            self.too_many += 1
            return {"src": ""}
        address = f"picture:{len(self.kept)}"
        name = f"picture-{len(self.kept) + 1}.{extension_of(image.content_type)}"
        self.kept[address] = Picture(name, content, one_line(image.alt_text or ""))
        return {"src": address}

    def sentences(self) -> list[str]:
        if not self.too_many:
            return []
        sentence = ngettext(
            "%(count)s picture was too large or one too many and was left out.",
            "%(count)s pictures were too large or too many and were left out.",
            self.too_many,
        )
        return [sentence % {"count": self.too_many}]


def extension_of(content_type: str | None) -> str:
    found = re.fullmatch(r"image/([a-z0-9]+).*", content_type or "")
    return found[1] if found else "bin"


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
