"""PowerPoint: what an audience sees, and what stands in the file beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub.inspection.findings import VISIBLE, Passage
from hub.inspection.packed import Package, child, each, get, text_in
from hub.inspection.readers import office

SHAPES = ("sp", "pic", "graphicFrame", "cxnSp")


def passages(package: Package) -> Iterator[Passage]:
    yield from office.passages(package)
    people = _people(package)
    width = slide_width(package)
    for number, name in enumerate(slides_of(package), 1):
        yield from _of_slide(package, name, f"slide {number}", people, width)
    for name in package.of_kind("slideMaster", "slideLayout", "handoutMaster", "notesMaster"):
        for shape in each(package.xml(name), "sp"):
            if not each(shape, "ph"):  # what stands there is a prompt, not a text
                yield Passage(VISIBLE, "in the design of the slides", text_in(shape))


def slides_of(package: Package) -> list[str]:
    """The parts of the slides, in the order in which they are shown."""
    found = [
        package.target(package.main, get_number(one))
        for one in each(package.xml(package.main), "sldId")
    ]
    return [name for name in found if name]


def get_number(element: Any) -> str:
    """Its r:id; a slide has a plain id, too."""
    named = (value for key, value in element.attrib.items() if key.endswith("}id"))
    return next(named, "")


def slide_width(package: Package) -> int:
    size = child(package.xml(package.main), "sldSz")
    return int(get(size, "cx", "0")) if size is not None else 0


def is_hidden_slide(root: Any) -> bool:
    return get(root, "show") in ("0", "false")


def is_hidden_shape(shape: Any, width: int) -> bool:
    """Switched off, or lying wholly beside the slide."""
    about = next(iter(each(shape, "cNvPr")), None)
    if about is not None and get(about, "hidden") in ("1", "true"):
        return True
    box = next(iter(each(shape, "xfrm")), None)
    start, size = (child(box, "off"), child(box, "ext")) if box is not None else (None, None)
    if start is None or size is None or not width or get(start, "x") == "":
        return False
    left = int(get(start, "x"))
    return left >= width or left + int(get(size, "cx", "0")) <= 0


def _of_slide(
    package: Package, name: str, at: str, people: dict[str, str], width: int
) -> Iterator[Passage]:
    root = package.xml(name)
    if is_hidden_slide(root):
        yield Passage("hidden_slide", at, text_in(root))
    else:
        for shape in each(root, *SHAPES):
            told = next(iter(each(shape, "cNvPr")), None)
            words = text_in(shape) + (f" {get(told, 'descr')}" if told is not None else "")
            inside_group = any(one.tag.endswith("}grpSp") for one in shape.iterancestors())
            hidden = not inside_group and is_hidden_shape(shape, width)
            if words.strip():
                yield Passage("hidden_text" if hidden else VISIBLE, at, words)
    for tie in package.ties(name):
        if tie.target not in package.parts:
            continue
        if tie.kind == "notesSlide":
            words = _said(package.xml(tie.target))
            if words:
                yield Passage("speaker_notes", at, words)
        elif tie.kind == "comments":
            for one in each(package.xml(tie.target), "cm", "reply"):
                by = people.get(get(one, "authorId"), "")
                yield Passage("comment", at, text_in(one, "t", "text"), by)


def _said(root: Any) -> str:
    """The words of notes, without the number of the slide."""
    fields = {text for one in each(root, "fld") for text in each(one, "t")}
    return " ".join(one.text for one in each(root, "t") if one.text and one not in fields).strip()


def _people(package: Package) -> dict[str, str]:
    return {
        get(one, "id"): get(one, "name")
        for name in package.of_kind("commentAuthors", "authors")
        for one in each(package.xml(name), "cmAuthor", "author")
    }
