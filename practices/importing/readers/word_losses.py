"""What a Word file holds that a note cannot: said to the person, one sentence each."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable

from django.utils.translation import gettext as _

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
