"""A file in, findings or a cleaned file out. Pure; call it through `apart`, which bounds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import TypeVar

from hub.decoding import decoded
from hub.inspection import pictures
from hub.inspection import pictures as clean_picture
from hub.inspection.cleaners import excel as clean_excel
from hub.inspection.cleaners import office as clean_slides
from hub.inspection.cleaners import open_document as clean_open
from hub.inspection.cleaners import word as clean_word
from hub.inspection.findings import VISIBLE, Finding, Passage, Unreadable, judged
from hub.inspection.packed import Package, unpacked
from hub.inspection.readers import excel, open_document, pdf, rtf, slides, word

MAX_FILE = 25 * 1024 * 1024
DEPTH = 2  # of packed files in packed files
T = TypeVar("T")
Read = Callable[[Package], Iterator[Passage]]
OFFICE: dict[str, tuple[str, Read, Callable[[Package], None]]] = {
    "docx": ("document", word.passages, clean_word.clean),
    "docm": ("document", word.passages, clean_word.clean),
    "xlsx": ("workbook", excel.passages, clean_excel.clean),
    "xlsm": ("workbook", excel.passages, clean_excel.clean),
    "pptx": ("presentation", slides.passages, clean_slides.clean),
    "pptm": ("presentation", slides.passages, clean_slides.clean),
}
OPEN = frozenset({"odt", "ods", "odp"})
PLAIN = frozenset({"txt", "csv", "md", "html", "htm"})
CLEANED = frozenset(OFFICE) | OPEN | pictures.KINDS


def ending_of(name: str) -> str:
    return PurePath(name).suffix.lower().lstrip(".")


def look_into(data: bytes, name: str) -> list[Finding]:
    """What is in the file beside what it seems to say. Raises Unreadable with a sentence."""
    return _told_as_unreadable(lambda: judged(_passages(data, name, DEPTH)))


def cleaned(data: bytes, name: str) -> bytes:
    """A copy without all that can be taken out. Raises Unreadable for a kind that cannot."""
    ending = ending_of(name)
    if ending not in CLEANED:
        raise Unreadable("Files of this kind cannot be cleaned here.")
    return _told_as_unreadable(lambda: _cleaned(data, ending))


def _told_as_unreadable(work: Callable[[], T]) -> T:
    try:
        return work()
    except Unreadable:
        raise
    except Exception as wrong:  # a foreign parser on foreign bytes may fail in any way
        raise Unreadable("The file is damaged and cannot be read.") from wrong


def _cleaned(data: bytes, ending: str) -> bytes:
    if ending in OPEN:
        return clean_open.cleaned(data)
    if ending in pictures.KINDS:
        return clean_picture.cleaned(data)
    main, _read, clean = OFFICE[ending]
    package = Package(data, main)
    clean(package)
    return package.data()


def _passages(data: bytes, name: str, depth: int) -> Iterator[Passage]:
    ending = ending_of(name)
    if len(data) > MAX_FILE:
        raise Unreadable("The file is too large to be looked into.")
    if ending in OFFICE:
        main, read, _clean = OFFICE[ending]
        yield from read(Package(data, main))
    elif ending in OPEN:
        yield from open_document.passages(open_document.OpenFile(data))
    elif ending == "pdf":
        yield from pdf.passages(data)
    elif ending == "rtf":
        yield from rtf.passages(data)
    elif ending in PLAIN:
        yield from _lines(data)
    elif ending in pictures.KINDS:
        pictures.opened(data)
        yield from pictures.passages(data, "")
    elif ending == "zip" and depth:
        yield from _packed(data, depth)
    else:
        raise Unreadable("Files of this kind cannot be looked into.")


def _lines(data: bytes) -> Iterator[Passage]:
    for number, line in enumerate(decoded(data).splitlines(), 1):
        if line.strip():
            yield Passage(VISIBLE, f"line {number}", line)


def _packed(data: bytes, depth: int) -> Iterator[Passage]:
    for name, part in unpacked(data).items():
        try:
            found = list(_passages(part, name, depth - 1))
        except Unreadable as wrong:
            yield Passage("unread", f"in {name}", str(wrong))
            continue
        for one in found:
            yield Passage(one.layer, f"in {name}, {one.place}".rstrip(", "), one.text, one.by)
