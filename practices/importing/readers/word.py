"""The pictures of a Word file: which can be shown, and what is said of the others."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import mammoth
from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image, UnidentifiedImageError

from practices.importing.draft import Draft, Picture, Refused
from practices.importing.html import one_line
from practices.importing.layout import LEFT_OUT, lay_out
from practices.importing.limits import MAX_PICTURE, MAX_PICTURES, open_docx

SHOWN = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}


def shown_as(content: bytes) -> str:
    """The suffix of a picture that browsers show; empty for drawings, damaged or huge ones.

    Only the header is read, so a picture of a billion points costs nothing.
    """
    try:
        with Image.open(io.BytesIO(content), formats=list(SHOWN)) as picture:
            points = picture.width * picture.height
            fits = points <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
            return SHOWN[str(picture.format)] if fits else ""
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return ""


class Pictures:
    """The pictures of one file, by the address that stands for them in the page."""

    def __init__(self) -> None:
        self.kept: dict[str, Picture] = {}
        self.left_out = 0

    def take(self, image: Any) -> dict[str, str]:
        """Called by mammoth for each picture; gives the attributes of its img."""
        with image.open() as stream:
            content = stream.read(MAX_PICTURE + 1)
        suffix = shown_as(content) if len(content) <= MAX_PICTURE else ""
        if not suffix or len(self.kept) >= MAX_PICTURES:
            self.left_out += 1
            return {"src": LEFT_OUT}
        address = f"picture:{len(self.kept)}"
        name = f"picture-{len(self.kept) + 1}.{suffix}"
        self.kept[address] = Picture(name, content, one_line(image.alt_text or ""))
        return {"src": address}

    def sentences(self) -> list[str]:
        """What was left out, and which pictures still need words."""
        without_words = sum(not picture.alt for picture in self.kept.values())
        found = []
        if self.left_out:
            found.append(pictures_left_out(self.left_out))
        if without_words:
            found.append(pictures_without_words(without_words))
        return found


def pictures_left_out(count: int) -> str:
    return ngettext(
        "%(count)s picture or drawing was left out: it is too large, or of a kind that web pages "
        "cannot show.",
        "%(count)s pictures or drawings were left out: they are too large, or of a kind that web "
        "pages cannot show.",
        count,
    ) % {"count": count}


def pictures_without_words(count: int) -> str:
    return ngettext(
        "%(count)s picture has no description for people who cannot see it: please write one.",
        "%(count)s pictures have no description for people who cannot see them: please write them.",
        count,
    ) % {"count": count}


# What a Word file holds that a note cannot: said to the person, one sentence each.

MARK = re.compile(r"<w:(ins|del|moveFrom|moveTo) ")
BOX = re.compile(r"<w:txbxContent[ >]")
EQUATION = re.compile(r"<m:oMath[ >]")


def losses(packed: zipfile.ZipFile) -> list[str]:
    """Sentences on comments, tracked changes, text boxes, sheets, charts, headers and the like."""
    names = packed.namelist()
    document = packed.read("word/document.xml").decode("utf-8", "replace")
    return [*by_words(document), *by_parts(packed, names)]


def by_words(document: str) -> list[str]:
    found = []
    if MARK.search(document):
        found.append(_("Tracked changes: the text is taken as if all were accepted."))
    if BOX.search(document):
        found.append(_("Text boxes: their words stand after the paragraph they float beside."))
    if EQUATION.search(document):
        found.append(_("Equations could not be kept."))
    return found


def by_parts(packed: zipfile.ZipFile, names: list[str]) -> list[str]:
    def any_in(folder: str) -> bool:
        return any(name.startswith(f"word/{folder}") for name in names)

    checks: list[tuple[Callable[[], bool], str]] = [
        (lambda: has_comments(packed, names), _("Comments could not be kept.")),
        (lambda: any_in("embeddings/"), _("Embedded sheets and files could not be kept.")),
        (lambda: any_in("charts/"), _("Charts could not be kept: paste them in as pictures.")),
        (
            lambda: any_in("diagrams/"),
            _("SmartArt drawings could not be kept: paste them in as pictures."),
        ),
        (
            lambda: says_something(packed, names, r"word/(header|footer)\d*\.xml"),
            _("Headers and footers of the pages could not be kept."),
        ),
    ]
    return [sentence for is_there, sentence in checks if is_there()]


def has_comments(packed: zipfile.ZipFile, names: list[str]) -> bool:
    return "word/comments.xml" in names and b"<w:comment " in packed.read("word/comments.xml")


def says_something(packed: zipfile.ZipFile, names: list[str], pattern: str) -> bool:
    """Whether one of these parts has words in it."""
    parts = [name for name in names if re.fullmatch(pattern, name)]
    return any(re.search(rb"<w:t[ >][^<]*>?[^<\s]", packed.read(name)) for name in parts)


# Word: headings, lists, tables and pictures are kept; what is lost is said.

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
