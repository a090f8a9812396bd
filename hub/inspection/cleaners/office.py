"""What is taken out of every Word, Excel and PowerPoint file."""

from __future__ import annotations

from typing import Any

from hub.inspection import pictures
from hub.inspection.findings import Unreadable
from hub.inspection.packed import Package, Tie, each, get, remove
from hub.inspection.readers.office import FILES_INSIDE, LOCAL_ADDRESSES, PICTURES, PROGRAMS
from hub.inspection.readers.slides import (
    SHAPES,
    get_number,
    is_hidden_shape,
    is_hidden_slide,
    slide_width,
    slides_of,
)

TAKEN_OUT = (
    "core-properties", "extended-properties", "custom-properties", "thumbnail", "customXml",
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
    "threadedComment", "person", "commentAuthors", "authors",
    "wordVbaData", "keyMapCustomizations", "attachedToolbars", "printerSettings", "tags",
    *FILES_INSIDE, *PROGRAMS,
)  # fmt: skip
EMPTY_SHELLS = ("AlternateContent", "Choice", "Fallback", "oleObjects", "controls", "custDataLst",
                "externalReferences", "pivotCaches", "customProperties")  # fmt: skip


def take_out(package: Package, *more: str) -> None:
    """Drop what is told of or points at its makers; `more` names further kinds of parts."""
    for name in package.parts:
        if name.endswith(".xml"):
            _keep_preview(package.xml(name))
    loose = [name for name in package.parts if "vbaproject" in name.lower()]
    package.drop([*package.of_kind(*TAKEN_OUT, *more), *loose], ties=_points_home)
    for name in package.of_kind(*PICTURES):
        try:
            package.parts[name] = pictures.cleaned(package.parts[name])
        except Unreadable:
            continue  # stays, and is named again when the copy is looked into
    for name in list(package.parts):
        if name.endswith(".xml"):
            prune(package.xml(name))
    _unmark_macros(package)


def _points_home(tie: Tie) -> bool:
    return tie.outside and tie.target.lower().startswith(LOCAL_ADDRESSES)


def _keep_preview(root: Any) -> None:
    """The picture of an embedded object stays where the object goes."""
    for frame in each(root, "graphicFrame"):
        thing = next(iter(each(frame, "oleObj")), None)
        picture = next(iter(each(thing, "pic")), None) if thing is not None else None
        if picture is not None:
            frame.getparent().replace(frame, picture)


def prune(root: Any) -> None:
    """Shells that stand empty once their contents are gone."""
    for one in reversed(each(root, *EMPTY_SHELLS)):
        if len(one) == 0 and one.getparent() is not None:
            remove(one)


def _unmark_macros(package: Package) -> None:
    """Without its program it is an ordinary file, and must say so to be opened."""
    for one in each(package.xml("[Content_Types].xml"), "Override", "Default"):
        kind = get(one, "ContentType")
        if "macroEnabled" in kind and kind.endswith("main+xml"):
            one.set("ContentType", PLAIN_KINDS[package.main.partition("/")[0]])


PLAIN_KINDS = {
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xl": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "ppt": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}


# A PowerPoint file without notes, comments, hidden slides and shapes, and properties.


def clean(package: Package) -> None:
    width = slide_width(package)
    gone = [name for name in slides_of(package) if is_hidden_slide(package.xml(name))]
    for name in slides_of(package):
        for shape in each(package.xml(name), *SHAPES):
            in_group = any(one.tag.endswith("}grpSp") for one in shape.iterancestors())
            if shape.getparent() is not None and not in_group and is_hidden_shape(shape, width):
                remove(shape)
    numbers = {
        get(one, "id")
        for one in each(package.xml(package.main), "sldId")
        if package.target(package.main, get_number(one)) in gone
    }
    for one in each(package.xml(package.main), "sldId"):  # in sections, which name slides again
        if get_number(one) == "" and get(one, "id") in numbers:
            remove(one)
    package.drop(gone)
    take_out(package, "notesSlide")
