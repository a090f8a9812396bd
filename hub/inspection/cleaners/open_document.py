"""An OpenDocument file without comments, tracked changes, hidden text and properties."""

from __future__ import annotations

from typing import Any

from lxml import etree

from hub.inspection import pictures
from hub.inspection.findings import Unreadable
from hub.inspection.packed import each, get, local, packed_again, parsed, remove
from hub.inspection.readers.open_document import OpenFile

FOLDERS = ("Basic/", "Scripts/", "Versions/", "Thumbnails/", "Object")
FILES = ("VersionList.xml", "meta.xml", "layout-cache")
GONE = ("tracked-changes", "change", "change-start", "change-end", "annotation", "annotation-end",
        "hidden-text", "hidden-paragraph", "notes", "object", "object-ole", "scripts",
        "user-field-decls")  # fmt: skip
SHEETS_AND_SLIDES = ("table", "page")


def cleaned(data: bytes) -> bytes:
    file = OpenFile(data)
    for root in (file.content, file.styles):
        if root is not None:
            _settle(root, file.hidden)
    file.parts["content.xml"] = etree.tostring(file.content, xml_declaration=True, encoding="UTF-8")
    if file.styles is not None:
        file.parts["styles.xml"] = etree.tostring(
            file.styles, xml_declaration=True, encoding="UTF-8"
        )
    gone = {name for name in file.parts if name.startswith(FOLDERS) or name in FILES}
    for name in file.below("Pictures/"):
        try:
            file.parts[name] = pictures.cleaned(file.parts[name])
        except Unreadable:
            continue  # stays, and is named again when the copy is looked into
    _forget_parts(file, gone)
    return packed_again(file.parts, stored=("mimetype",))


def _settle(root: Any, hidden: frozenset[str]) -> None:
    for one in list(root.iter()):
        name = local(one)
        if not name or one.getparent() is None or name == "style":
            continue
        if name in GONE and get(one, "note-class") == "":
            remove(one)
        elif get(one, "style-name") in hidden or get(one, "visibility") in ("collapse", "filter"):
            _hide(one, name)


def _hide(element: Any, name: str) -> None:
    """Rows and cells are emptied, not taken: others count on their places."""
    if name == "table-column":
        _empty_column(element)
    elif name == "table-row":
        for cell in each(element, "table-cell"):
            _empty(cell)
    elif name in (*SHEETS_AND_SLIDES, "span", "p", "h", "frame"):
        remove(element)


def _empty(cell: Any) -> None:
    for one in list(cell):
        cell.remove(one)
    for key in list(cell.attrib):
        if key.rpartition("}")[2] in (
            "formula",
            "value",
            "string-value",
            "value-type",
            "date-value",
        ):
            del cell.attrib[key]


def _empty_column(column: Any) -> None:
    table = next(one for one in column.iterancestors() if local(one) == "table")
    before = 0
    for one in each(table, "table-column"):
        if one is column:
            break
        before += int(get(one, "number-columns-repeated", "1"))
    away = range(before, before + int(get(column, "number-columns-repeated", "1")))
    for row in each(table, "table-row"):
        at = 0
        for cell in [one for one in row if local(one) in ("table-cell", "covered-table-cell")]:
            if at in away:
                _empty(cell)
            at += int(get(cell, "number-columns-repeated", "1"))


def _forget_parts(file: OpenFile, gone: set[str]) -> None:
    for name in gone:
        del file.parts[name]
    manifest = "META-INF/manifest.xml"
    if manifest in file.parts:
        root = parsed(file.parts[manifest])
        for one in each(root, "file-entry"):
            path = get(one, "full-path")
            if path in gone or path.startswith(FOLDERS):
                remove(one)
        file.parts[manifest] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
