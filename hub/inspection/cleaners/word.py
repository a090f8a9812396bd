"""A Word file without comments, hidden text and properties; deletions done, insertions kept."""

from __future__ import annotations

from typing import Any

from lxml import etree

from hub.inspection.cleaners.office import take_out
from hub.inspection.packed import Package, child, each, local, remove, unwrap
from hub.inspection.readers.word import fills, hidden_styles, is_hidden, style_hides, texts_of

GONE = frozenset({"del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference",
                  "cellIns", "cellMerge", "dataBinding", "altChunk"})  # fmt: skip
GONE_FROM_SETTINGS = frozenset({"trackRevisions", "docVars", "rsids", "mailMerge", "attachedTemplate",
                                "revisionView"})  # fmt: skip


def clean(package: Package) -> None:
    hidden = hidden_styles(package)
    for name, _place in texts_of(package):
        root = package.xml(name)
        _settle_tables(root)
        _settle_paragraphs(root, hidden)
        _settle_runs(root)
        _fill_cells(root)
    for name in package.of_kind("settings"):
        for one in list(package.xml(name)):
            if local(one) in GONE_FROM_SETTINGS:
                remove(one)
    take_out(package)


def _settle_tables(root: Any) -> None:
    for row in each(root, "tr"):
        if child(row, "trPr", "del") is not None:
            remove(row)
    for cell in each(root, "tc"):
        if child(cell, "tcPr", "cellDel") is not None:
            for one in [one for one in cell if local(one) != "tcPr"]:
                remove(one)
            remove(child(cell, "tcPr", "cellDel"))
    for table in each(root, "tbl"):
        if child(table, "tr") is None:
            remove(table)


def _settle_paragraphs(root: Any, hidden: frozenset[str]) -> None:
    """Hidden words go first, while it still shows what they stand on."""
    for paragraph in each(root, "p"):
        by_style = style_hides(paragraph, hidden)
        shaded = _is_shaded(paragraph)
        for run in own_runs(paragraph):
            if by_style or is_hidden(child(run, "rPr"), hidden, shaded):
                remove(run)
        mark = child(paragraph, "pPr", "rPr", "del")
        ends_section = child(paragraph, "pPr", "sectPr") is not None
        if mark is not None and not ends_section and not _keeps_words(paragraph):
            _take_if_spare(paragraph)


def own_runs(paragraph: Any) -> list[Any]:
    """Without those of a text box that hangs in it."""
    return [
        run
        for run in each(paragraph, "r")
        if next(above for above in run.iterancestors() if local(above) == "p") is paragraph
    ]


def _is_shaded(paragraph: Any) -> bool:
    if fills(child(paragraph, "pPr")):
        return True
    for above in paragraph.iterancestors():
        name = local(above)
        if name == "txbxContent" or (name in ("tc", "tbl") and fills(child(above, f"{name}Pr"))):
            return True
    return False


def _keeps_words(paragraph: Any) -> bool:
    return any(
        not any(local(above) in ("del", "moveFrom") for above in run.iterancestors())
        for run in each(paragraph, "r")
    )


def _take_if_spare(paragraph: Any) -> None:
    """Unless it is the only paragraph where one must stand."""
    if sum(local(one) == "p" for one in paragraph.getparent()) > 1:
        remove(paragraph)


def _settle_runs(root: Any) -> None:
    for one in list(root.iter()):
        name = local(one)
        if one.getparent() is None:
            continue
        if name in GONE or name.endswith("Change") or _is_range_mark(name):
            remove(one)
        elif name in ("ins", "moveTo"):
            unwrap(one)


def _is_range_mark(name: str) -> bool:
    """Marks such as moveFromRangeStart and customXmlDelRangeEnd."""
    tracked = name.startswith(
        ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMove")
    )
    return tracked and "Range" in name


def _fill_cells(root: Any) -> None:
    """A cell must end with a paragraph, or Word calls the file broken."""
    for cell in each(root, "tc"):
        if len(cell) == 0 or local(cell[-1]) != "p":
            space = cell.tag.rpartition("}")[0]
            etree.SubElement(cell, f"{space}}}p")
