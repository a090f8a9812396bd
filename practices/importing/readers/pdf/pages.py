"""The lines of each page of a PDF, where they stand, and what covers or hides them."""

from __future__ import annotations

import io
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import (
    LAParams,
    LTChar,
    LTComponent,
    LTCurve,
    LTFigure,
    LTImage,
    LTPage,
    LTTextBox,
    LTTextLine,
)
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from practices.importing.draft import Refused
from practices.importing.html import clean_text, set_off, with_known_signs
from practices.importing.limits import MAX_PDF_SECONDS

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
     "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u200b": "", "\ufeff": ""}
)  # fmt: skip
UNKNOWN = re.compile(r"\(cid:\d+\)")
SET_OFF_SIZE = 0.82  # of the line's own size: a raised or lowered figure
MARGINS = LAParams(line_margin=0.4, char_margin=2.0, boxes_flow=0.5, all_texts=True)


@dataclass(frozen=True)
class Line:
    """Words on one line. Points, from the left and from the foot of the page."""

    words: str
    left: float
    right: float
    foot: float
    head: float
    size: float
    bold: bool = False
    box: int = 0  # lines of one block of text have one number, in the order of reading

    @property
    def middle(self) -> float:
        return (self.foot + self.head) / 2


@dataclass
class Page:
    """What one page holds. `number` counts from 1."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)  # words under a box that is drawn over them
    unseen: list[str] = field(default_factory=list)  # white words, and those beside the page
    pictures: int = 0
    unknown: bool = False  # some letters have no meaning in the file


def pages_of(data: bytes) -> Iterator[Page]:
    """Each page in turn. Raises Refused when it takes too long, and what the parser raises."""
    end = time.monotonic() + MAX_PDF_SECONDS
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for number, one in enumerate(PDFPage.create_pages(document), 1):
        interpreter.process_page(one)
        yield page_from(device.get_result(), number)
        if time.monotonic() > end:
            raise Refused(_("The PDF takes too long to read. Save it as Word and try again."))


def page_from(layout: LTPage, number: int) -> Page:
    page = Page(number, layout.width, layout.height)
    drawn = list(flat(layout))
    hidden = leave_out_hidden(page, drawn)
    page.rules = [one.bbox for one in drawn if isinstance(one, LTCurve)]
    page.pictures = sum(isinstance(one, LTImage) for one in drawn)
    chars = LTPage(number, layout.bbox)
    chars.extend(one for one in drawn if isinstance(one, LTChar) and id(one) not in hidden)
    chars.analyze(MARGINS)
    boxes = [one for one in chars if isinstance(one, LTTextBox)]
    for place, box in enumerate(boxes):
        for line in box:
            if isinstance(line, LTTextLine) and line.get_text().strip():
                page.lines.append(line_from(line, place, page))
    page.lines = with_labels(page.lines)
    return page


def flat(container: LTComponent) -> Iterator[LTComponent]:
    """Everything on the page in the order in which it is painted."""
    for one in container:  # type: ignore[attr-defined]  # containers only
        if isinstance(one, LTFigure):
            yield from flat(one)
        else:
            yield one


def leave_out_hidden(page: Page, drawn: list[LTComponent]) -> set[int]:
    """The characters that nobody sees; their words are noted on the page."""
    covered: list[LTChar] = []
    unseen: list[LTChar] = []
    fills = [(n, one) for n, one in enumerate(drawn) if isinstance(one, LTCurve) and one.fill]
    images = [one for one in drawn if isinstance(one, LTImage)]
    for place, one in enumerate(drawn):
        if not isinstance(one, LTChar):
            continue
        around = [(n, fill) for n, fill in fills if holds(fill, one)]
        if any(n > place for n, _fill in around):
            covered.append(one)
        elif beside_page(page, one) or (
            is_white(one.graphicstate.ncolor)
            and all(is_white(fill.non_stroking_color) for _n, fill in around)
            and not any(holds(image, one) for image in images)
        ):
            unseen.append(one)
    page.covered, page.unseen = runs(covered), runs(unseen)
    return {id(one) for one in [*covered, *unseen]}


def holds(shape: LTComponent, char: LTChar) -> bool:
    across, up = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
    return shape.x0 <= across <= shape.x1 and shape.y0 <= up <= shape.y1


def beside_page(page: Page, char: LTChar) -> bool:
    return char.x1 < 0 or char.x0 > page.width or char.y1 < 0 or char.y0 > page.height


def is_white(colour: object) -> bool:
    """White in grey, RGB or CMYK; a pattern is none."""
    if isinstance(colour, int | float):
        return colour >= 0.99
    if isinstance(colour, list | tuple) and all(isinstance(one, int | float) for one in colour):
        return (
            all(one <= 0.01 for one in colour)
            if len(colour) == 4
            else all(one >= 0.99 for one in colour)
        )
    return False


def runs(chars: list[LTChar]) -> list[str]:
    """Their words, one piece for each line that they stand on."""
    made: dict[float, list[LTChar]] = {}
    for char in chars:
        made.setdefault(round(char.y0), []).append(char)
    lines = ("".join(one.get_text() for one in line).translate(LIGATURES) for line in made.values())
    return [words for words in (" ".join(line.split()) for line in lines) if words]


def line_from(line: LTTextLine, box: int, page: Page) -> Line:
    chars = [one for one in line if isinstance(one, LTChar) and one.get_text().strip()]
    size = statistics.mode(round(one.size, 1) for one in chars) if chars else line.height
    plain = [one for one in chars if one.size >= size * SET_OFF_SIZE] or chars
    feet = statistics.median(one.y0 for one in plain) if plain else line.y0
    words = "".join(set_off_pieces(line, size, feet)).translate(LIGATURES)
    if UNKNOWN.search(words):
        page.unknown = True
        words = UNKNOWN.sub("\ufffd", words)
    bold = bool(chars) and sum("bold" in one.fontname.lower() for one in chars) > len(chars) * 0.8
    text = with_known_signs(clean_text(" ".join(words.split())))
    return Line(text, line.x0, line.x1, line.y0, line.y1, size, bold, box)


LABEL = re.compile(r"^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[-*•·▪◦–o§\uf0b7\uf0a7\u25aa\u25cf])$")
LABEL_GAP = 60  # points at most between a number or dot and its words


def with_labels(lines: list[Line]) -> list[Line]:
    """Numbers and dots of lists stand apart from their words: here they begin the same line."""
    labels = [line for line in lines if LABEL.match(line.words)]
    owner: dict[Line, Line] = {}
    for label in labels:
        beside = [
            line
            for line in lines
            if abs(line.middle - label.middle) < label.size * 0.6
            and 0 <= line.left - label.right + 1 < LABEL_GAP
            and line not in labels
        ]
        if beside:
            owner[min(beside, key=lambda line: line.left)] = label
    words_of = {label: line for line, label in owner.items()}
    made = []
    for line in lines:
        if line in words_of:
            mark = line.words if line.words[-1] in ".)" else "•"
            said = words_of[line]
            made.append(replace(said, words=f"{mark} {said.words}", left=line.left, box=line.box))
        elif line not in owner:
            made.append(line)
    return made


def set_off_pieces(line: LTTextLine, size: float, feet: float) -> Iterator[str]:
    """The letters; small ones above or below the others as raised or lowered figures."""
    held, kind = "", ""
    for one in line:
        small = isinstance(one, LTChar) and one.size < size * SET_OFF_SIZE
        now = ""
        if isinstance(one, LTChar) and small and one.get_text().strip():
            raised, lowered = one.y0 > feet + size * 0.12, one.y0 < feet - size * 0.05
            now = "raised" if raised else "lowered" if lowered else ""
        if now != kind and held:
            yield set_off(held, raised=kind == "raised")
            held = ""
        kind = now
        if now:
            held += one.get_text()
        else:
            yield one.get_text()
    if held:
        yield set_off(held, raised=kind == "raised")
