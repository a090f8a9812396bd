"""Words of a PDF page on which something was drawn afterwards: they look gone and are not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from hub.inspection.findings import VISIBLE, Passage, Unreadable

FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
COLOURS = {b"g": 1, b"rg": 3, b"k": 4, b"sc": 0, b"scn": 0}
SLACK = 2.0  # points by which a word may stand out of its box


@dataclass(frozen=True)
class Word:
    """Words as they were drawn: where their line starts, and how many boxes were drawn before."""

    text: str
    x: float
    y: float
    boxes_before: int
    is_white: bool


@dataclass(frozen=True)
class Box:
    """A filled rectangle: left, bottom, right, top in points."""

    sides: tuple[float, float, float, float]
    is_white: bool

    def holds(self, word: Word) -> bool:
        left, bottom, right, top = self.sides
        across = left - SLACK <= word.x <= right + SLACK
        return across and bottom - SLACK <= word.y <= top + SLACK


class Boxes:
    """Reads a page once, in the order in which it is drawn."""

    def __init__(self, page: Any) -> None:
        self.boxes: list[Box] = []
        self.words: list[Word] = []
        self._path: list[tuple[float, float, float, float]] = []
        self._white, self._solid = False, True
        self._kept: list[tuple[bool, bool]] = []
        self._states = (page.get("/Resources") or {}).get("/ExtGState") or {}
        self.text = page.extract_text(
            visitor_operand_before=self._drawn, visitor_text=self._written
        )
        self._boxes_of_annotations(page)

    def covered(self) -> list[str]:
        """Words under a box that was drawn after them, box by box."""
        return self._joined(
            lambda word: any(box.holds(word) for box in self.boxes[word.boxes_before :])
        )

    def white(self) -> list[str]:
        """White words that stand on no box."""
        return self._joined(
            lambda word: (
                word.is_white
                and not any(
                    box.holds(word) and not box.is_white for box in self.boxes[: word.boxes_before]
                )
            )
        )

    def _joined(self, wanted: Any) -> list[str]:
        said = " ".join(word.text for word in self.words if word.text.strip() and wanted(word))
        return [said] if said.strip() else []

    def _drawn(self, operator: bytes, operands: Any, cm: list[float], tm: list[float]) -> None:
        if operator == b"q":
            self._kept.append((self._white, self._solid))
        elif operator == b"Q" and self._kept:
            self._white, self._solid = self._kept.pop()
        elif operator == b"gs":
            self._solid = self._is_solid(operands)
        elif operator in COLOURS:
            self._white = _is_white(operator, operands)
        elif operator == b"re" and len(operands) == 4:
            self._path.append(_rectangle([float(one) for one in operands], cm))
        elif operator in FILLS:
            if self._solid:
                self.boxes += [Box(sides, self._white) for sides in self._path]
            self._path = []
        elif operator in (b"n", b"S", b"s"):
            self._path = []

    def _is_solid(self, operands: Any) -> bool:
        state = self._states.get(operands[0]) if operands else None
        state = state.get_object() if state is not None else {}
        clear = float(state.get("/ca", 1)) < 1 or state.get("/BM", "/Normal") == "/Multiply"
        return not clear

    def _written(self, text: str, cm: list[float], tm: list[float], *rest: Any) -> None:
        if text.strip():
            x, y = _moved(tm[4], tm[5], cm)
            self.words.append(Word(text, x, y, len(self.boxes), self._white))

    def _boxes_of_annotations(self, page: Any) -> None:
        """A square with a filling, put over the page by an editor."""
        for one in page.get("/Annots") or []:
            note = one.get_object()
            filled = note.get("/Subtype") in ("/Square", "/Redact") and note.get("/IC")
            if filled and float(note.get("/CA", 1)) == 1 and len(note.get("/Rect", [])) == 4:
                left, bottom, right, top = (float(side) for side in note["/Rect"])
                sides = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
                self.boxes.append(Box(sides, False))


def _is_white(operator: bytes, operands: Any) -> bool:
    try:
        values = [float(one) for one in operands]
    except (TypeError, ValueError):
        return False  # a pattern
    if operator == b"k" or len(values) == 4:
        return not any(values)
    return bool(values) and all(value >= 0.99 for value in values)


def _moved(x: float, y: float, cm: Any) -> tuple[float, float]:
    return x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]


def _rectangle(operands: list[float], cm: Any) -> tuple[float, float, float, float]:
    x, y, width, height = operands
    x1, y1 = _moved(x, y, cm)
    x2, y2 = _moved(x + width, y + height, cm)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


# PDF: pages, and what is kept beside and beneath them (ISO 32000).

MAX_PAGES = 600
TOLD = {"/Author": "author", "/Title": "title", "/Subject": "subject", "/Keywords": "key words",
        "/Company": "company", "/Manager": "manager"}  # fmt: skip
PROGRAMS_OWN = {
    "/Producer",
    "/Creator",
    "/CreationDate",
    "/ModDate",
    "/Trapped",
    "/PTEX.Fullbanner",
}
NO_WORDS_OF_ITS_OWN = {"/Link", "/Popup", "/Widget"}


def passages(data: bytes) -> Iterator[Passage]:
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("What is inside is not what its name says.")
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("The PDF is protected by a password.")
    yield from _properties(reader)
    yield from _files_and_programs(reader)
    if _saved_again(data):
        yield Passage("earlier_version", "", "what the file was before it was last saved")
    any_words = False
    for number, page in enumerate(reader.pages, 1):
        if number > MAX_PAGES:
            yield Passage("unread", f"page {number} and after", "")
            break
        for one in _of_page(page, f"page {number}"):
            any_words = any_words or (one.layer == VISIBLE and bool(one.text.strip()))
            yield one
    for name, field in (reader.get_fields() or {}).items():
        if isinstance(value := field.get("/V"), str) and value.strip():
            yield Passage(VISIBLE, f"form field {name}", value)
    if not any_words:
        yield Passage("unread", "", "There is no text in this PDF: its pages are pictures")


def _properties(reader: PdfReader) -> Iterator[Passage]:
    for key, value in (reader.metadata or {}).items():
        words = str(value).strip()
        if key not in PROGRAMS_OWN and words:
            yield Passage("property", TOLD.get(key, key.lstrip("/")), words)
    about = reader.xmp_metadata
    for name, said in (("author", about.dc_creator), ("description", about.dc_description)) if (
        about) else ():  # fmt: skip
        words = "; ".join(map(str, said.values() if isinstance(said, dict) else said or []))
        if words.strip():
            yield Passage("property", f"{name}, in its XMP", words)


def _files_and_programs(reader: PdfReader) -> Iterator[Passage]:
    for name in reader.attachments:
        yield Passage("embedded", "", name)
    root = reader.root_object
    names = _dictionary(root.get("/Names"))
    opened = _dictionary(root.get("/OpenAction"))
    if "/JavaScript" in names or opened.get("/S") in ("/JavaScript", "/Launch") or "/AA" in root:
        yield Passage("macro", "", "JavaScript")
    layers = _dictionary(_dictionary(root.get("/OCProperties")).get("/D"))
    for one in layers.get("/OFF") or []:
        yield Passage("hidden_text", "", f"layer {_dictionary(one).get('/Name', '')}")


def _saved_again(data: bytes) -> bool:
    """Words that were changed later still stand in the file; a web-ready file has two ends itself."""
    ends = data.count(b"%%EOF")
    return ends > (2 if b"/Linearized" in data[:2048] else 1)


def _of_page(page: Any, at: str) -> Iterator[Passage]:
    boxes = Boxes(page)
    yield Passage(VISIBLE, at, boxes.text)
    for words in boxes.covered():
        yield Passage("under_box", at, words)
    for words in boxes.white():
        yield Passage("hidden_text", at, words)
    for one in page.get("/Annots") or []:
        note = _dictionary(one)
        kind = str(note.get("/Subtype", ""))
        words = str(note.get("/Contents", "") or "")
        if kind == "/FileAttachment":
            yield Passage("embedded", at, str(_dictionary(note.get("/FS")).get("/F", words)))
        elif kind == "/Redact":
            yield Passage("under_box", at, "a redaction that was drawn but not carried out")
        elif kind not in NO_WORDS_OF_ITS_OWN and words.strip():
            yield Passage("annotation", at, words, str(note.get("/T", "") or ""))


def _dictionary(value: Any) -> DictionaryObject:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return value if isinstance(value, DictionaryObject) else DictionaryObject()
