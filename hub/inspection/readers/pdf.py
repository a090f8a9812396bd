"""PDF: pages, and what is kept beside and beneath them (ISO 32000)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from hub.inspection.findings import VISIBLE, Passage, Unreadable
from hub.inspection.readers.pdf_boxes import Boxes

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
