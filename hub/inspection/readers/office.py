"""What Word, Excel and PowerPoint files have in common: properties, pictures, programs, files inside."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from hub.inspection import pictures
from hub.inspection.findings import VISIBLE, Passage, Unreadable
from hub.inspection.packed import Package, each, get, local, text_in

PROPERTIES = ("core-properties", "extended-properties", "custom-properties")
TOLD = {  # local name of a property → its words; others (counts, dates, programs) tell nothing
    "creator": "author", "lastModifiedBy": "last saved by", "Company": "company",
    "Manager": "manager", "title": "title", "subject": "subject", "description": "description",
    "keywords": "key words", "category": "category", "contentStatus": "status",
    "HyperlinkBase": "base of links",
}  # fmt: skip
PICTURES = ("image", "hdphoto", "thumbnail")
FILES_INSIDE = ("oleObject", "package", "aFChunk", "subDocument", "control")
PROGRAMS = ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet")
LOCAL_ADDRESSES = ("file:", "\\\\", "smb:")


def passages(package: Package) -> Iterator[Passage]:
    yield from _properties(package)
    yield from _programs(package)
    for name in package.of_kind(*FILES_INSIDE):
        yield Passage("embedded", "", posixpath.basename(name))
    for name in package.of_kind(*PICTURES):
        yield from pictures.passages(package.parts[name], f"picture {posixpath.basename(name)}")
    for _name, tie in package.all_ties():
        if tie.outside and tie.target.lower().startswith(LOCAL_ADDRESSES):
            yield Passage("link", "", tie.target)
    for number, name in enumerate(package.of_kind("chart", "chartEx", "diagramData"), 1):
        words = text_in(package.xml(name), "t", "v")
        yield Passage(VISIBLE, f"chart or diagram {number}", words)


def _properties(package: Package) -> Iterator[Passage]:
    for name in package.of_kind("core-properties", "extended-properties"):
        for one in package.xml(name):
            words = (one.text or "").strip()
            if local(one) in TOLD and words:
                yield Passage("property", TOLD[local(one)], words)
    for name in package.of_kind("custom-properties"):
        for one in each(package.xml(name), "property"):
            words = " ".join("".join(one.itertext()).split())
            if words:
                yield Passage("property", get(one, "name"), words)
    for name in package.of_kind("customXml"):
        try:
            words = " ".join(" ".join(package.xml(name).itertext()).split())
        except Unreadable:
            words = posixpath.basename(name)
        if words:
            yield Passage("copied_data", "kept for a program", words)


def _programs(package: Package) -> Iterator[Passage]:
    for name in package.of_kind(*PROGRAMS):
        yield Passage("macro", "", posixpath.basename(name))
    for name in package.parts:  # one that is tied to nothing still travels with the file
        if "vbaproject" in name.lower() and name not in package.of_kind(*PROGRAMS):
            yield Passage("macro", "", posixpath.basename(name))
