"""What lies on top of a PDF's pages: filled boxes of a form, typed notes, links and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from practices.importing.html import clean_text, one_line
from practices.importing.losses import Losses
from practices.importing.readers.pdf.pages import Line, Page

if TYPE_CHECKING:
    from pypdf import PdfReader

COMMENTS = {"/Text", "/Popup", "/Highlight", "/Underline", "/Squiggly", "/Caret", "/Stamp"}
NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)|^(?:untitled|\(?anonymous\)?|unspecified|title|print)\W*$"
    r"|^(?:powerpoint presentation|presentation|document|slide|layout|page|sheet|book|blank)"
    r"\s*\d*$|\.(?:docx?|pptx?|pdf|indd|xlsx?|rtf|odt|pub)$|^\W*\d[\d\W]*$|^https?:",
    re.IGNORECASE,
)


def is_title(title: str) -> bool:
    """Many PDFs carry “Microsoft Word - draft3.docx”, “Slide 1” or nothing."""
    return len(title) > 3 and not NO_TITLE.search(title)


def title_of(reader: PdfReader) -> str:
    """The title among the file's properties, where it is one."""
    title = one_line(str(reader.metadata and reader.metadata.get("/Title") or ""))
    return title if is_title(title) else ""


def put_on_page(page: Page, marks: Any, losses: Losses) -> None:
    """The words of a page's annotations, each beside or below the line it stands at."""
    for mark in marks or []:
        one = mark.get_object()
        kind, rect = one.get("/Subtype"), rect_of(one)
        if rect is None or is_hidden(one):
            continue
        at = page.number
        said = words_of(one, "/Contents")
        if kind == "/Widget":
            put_value(page, one, rect, losses)
        elif kind == "/FreeText" and said:
            losses.add(
                _("A note typed onto a page stands after the line that it lay at"), said, page=at
            )
            put_below(page, said, rect)
        elif kind == "/StrikeOut":
            losses.add(
                _("Words are struck out by a mark on the page: do they still hold?"),
                " ".join(words_at(page, rect)), page=at)  # fmt: skip
        elif kind in COMMENTS and said:
            losses.add(_("A comment could not be kept"), said, page=at)
        elif kind == "/Link" and (address := address_of(one)):
            losses.add(_("The address of a link could not be kept"), address, page=at)


def rect_of(mark: Any) -> tuple[float, float, float, float] | None:
    try:
        left, foot, right, head = (float(one) for one in mark["/Rect"])
    except (KeyError, TypeError, ValueError):
        return None
    return min(left, right), min(foot, head), max(left, right), max(foot, head)


def is_hidden(mark: Any) -> bool:
    flags = mark.get("/F", 0)
    return isinstance(flags, int) and bool(flags & 0b100010)  # hidden, or not to be viewed


def words_of(mark: Any, key: str) -> str:
    value = inherited(mark, key)
    if isinstance(value, list):
        value = ", ".join(str(one) for one in value)
    return one_line(clean_text(str(value))) if value is not None else ""


def inherited(mark: Any, key: str) -> Any:
    """A value of the field or of the one above it, five levels at most."""
    for _level in range(5):
        if mark is None or key in mark:
            break
        above = mark.get("/Parent")
        mark = above.get_object() if above is not None else None
    value: Any = mark.get(key) if mark is not None else None
    return value.get_object() if hasattr(value, "get_object") else value


def address_of(mark: Any) -> str:
    action = mark.get("/A")
    action = action.get_object() if hasattr(action, "get_object") else action
    return one_line(str(action.get("/URI", ""))) if isinstance(action, dict) else ""


def put_value(page: Page, box: Any, rect: Any, losses: Losses) -> None:
    """What somebody filled in, or a box to tick, beside the words on its line."""
    kind = inherited(box, "/FT")
    if kind == "/Btn":
        flags = inherited(box, "/Ff") or 0
        if isinstance(flags, int) and flags & 1 << 16:
            return  # a button to press
        state = str(box.get("/AS") or inherited(box, "/V") or "/Off")
        words = "☐" if state == "/Off" else "☒"
    elif kind == "/Sig":
        if inherited(box, "/V") is not None:
            losses.add(_("A signature could not be kept"), page=page.number)
        return
    else:
        words = words_of(box, "/V")
    if words:
        put_beside(page, words, rect)


def put_beside(page: Page, words: str, rect: tuple[float, float, float, float]) -> None:
    """On the line at the box's height; where there is none, on a line of its own."""
    left, foot, _right, head = rect
    at = [line for line in page.lines if foot - 2 <= line.middle <= head + 2]
    if not at or head - foot > at[0].size * 3:
        put_below(page, words, rect)
        return
    near = min(at, key=lambda line: min(abs(line.right - left), abs(line.left - left)))
    said = f"{words} {near.words}" if left < near.left else f"{near.words} {words}"
    page.lines[page.lines.index(near)] = replace(near, words=said)


def put_below(page: Page, words: str, rect: tuple[float, float, float, float]) -> None:
    """A line of its own, after the last one that stands above it."""
    left, foot, right, head = rect
    above = [n for n, line in enumerate(page.lines) if line.middle >= (foot + head) / 2]
    place = above[-1] + 1 if above else 0
    size = page.lines[place - 1].size if page.lines and place else 10.0
    # No box has a number below nought: it joins no paragraph.
    page.lines.insert(place, Line(words, left, right, foot, head, size, box=-1 - len(page.lines)))


def words_at(page: Page, rect: tuple[float, float, float, float]) -> Iterator[str]:
    left, foot, right, head = rect
    for line in page.lines:
        if foot <= line.middle <= head and line.left <= right and line.right >= left:
            yield line.words
