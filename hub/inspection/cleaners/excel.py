"""An Excel file without hidden sheets, rows and columns, notes and properties.

Where cells go, formulas that lean on them would show other numbers or errors. So when anything
hidden goes, formulas become the values that readers see.
"""

from __future__ import annotations

from typing import Any

from hub.inputs import whole_number
from hub.inspection.cleaners.office import take_out
from hub.inspection.packed import Package, child, each, get, local, remove
from hub.inspection.readers.excel import (
    EXCELS_OWN,
    OUTSIDE_CELLS,
    VERSIONS,
    column_of,
    hidden_columns,
    hidden_formats,
    is_hidden_row,
    is_on_attribute,
    sheets_of,
)

KEPT_OF_CELL = ("r", "s")


def clean(package: Package) -> None:
    unseen = hidden_formats(package)
    sheets = sheets_of(package)
    gone = [sheet for sheet in sheets if sheet.is_hidden]
    shown = [package.xml(one.part) for one in sheets if not one.is_hidden and one.part]
    emptied = sum(_empty_hidden(root, unseen) for root in shown)
    if gone or emptied or package.of_kind(*OUTSIDE_CELLS):
        for root in shown:
            _keep_values(root, [sheet.name for sheet in gone])
    _settle_names(package, [sheet.is_hidden for sheet in sheets])
    _drop_hidden_shapes(package)
    package.drop(sheet.part for sheet in gone)
    take_out(package, "vmlDrawing", "pivotTable", "calcChain", "queryTable", "customProperty",
             *OUTSIDE_CELLS, *VERSIONS)  # fmt: skip
    _forget_words(package, [package.xml(one.part) for one in sheets_of(package) if one.part])


def _empty_hidden(root: Any, unseen: frozenset[int]) -> int:
    """Take the contents out of cells that nobody sees; gives how many."""
    away, emptied = hidden_columns(root), 0
    for row in each(root, "row"):
        for cell in row:
            hidden = is_hidden_row(row) or int(get(cell, "s") or 0) in unseen
            if len(cell) and (hidden or any(column_of(get(cell, "r")) in run for run in away)):
                _empty(cell)
                emptied += 1
    return emptied


def _empty(cell: Any) -> None:
    for one in list(cell):
        remove(one)
    for name in [name for name in cell.attrib if name not in KEPT_OF_CELL]:
        del cell.attrib[name]


def _keep_values(root: Any, gone: list[str]) -> None:
    """Formulas go where their value stands in the file, and where they lean on a sheet that goes."""
    for cell in each(root, "c"):
        formula, value = child(cell, "f"), child(cell, "v")
        if formula is None:
            continue
        leans = any(f"{name}!" in (formula.text or "").replace("'", "") for name in gone)
        if leans or (value is not None and value.text):
            remove(formula)


def _settle_names(package: Package, is_hidden: list[bool]) -> None:
    """Names of hidden things go; those of one sheet count sheets anew. So does the first tab."""
    root = package.xml(package.main)
    left = [number for number, hidden in enumerate(is_hidden) if not hidden]
    names = [sheet.name for sheet in sheets_of(package) if sheet.is_hidden]
    for one in each(root, "definedName"):
        own = get(one, "localSheetId")
        points = (one.text or "").replace("'", "")
        unseen = is_on_attribute(one, "hidden") and not get(one, "name").startswith(EXCELS_OWN)
        sheet = whole_number(own)
        lost = sheet is not None and sheet not in left
        if unseen or lost or "[" in points or any(f"{name}!" in points for name in names):
            remove(one)
        elif sheet is not None:
            one.set("localSheetId", str(left.index(sheet)))
    for empty in [one for one in each(root, "definedNames") if len(one) == 0]:
        remove(empty)
    for view in each(root, "workbookView"):
        for name in ("activeTab", "firstSheet"):
            was = whole_number(get(view, name))
            if was is not None:
                view.set(name, str(left.index(was) if was in left else 0))


def _drop_hidden_shapes(package: Package) -> None:
    for name in package.of_kind("drawing"):
        for about in each(package.xml(name), "cNvPr"):
            if is_on_attribute(about, "hidden"):
                anchor = next(
                    (one for one in about.iterancestors() if local(one).endswith("Anchor")), None
                )
                if anchor is not None and anchor.getparent() is not None:
                    remove(anchor)


def _forget_words(package: Package, shown: list[Any]) -> None:
    """Texts that no cell points at any more; the numbers of the others must stay."""
    used = {
        number
        for root in shown
        for cell in each(root, "c")
        if get(cell, "t") == "s"
        and (value := child(cell, "v")) is not None
        and (number := whole_number(value.text)) is not None
    }
    number = 0
    for name in package.of_kind("sharedStrings"):
        for one in each(package.xml(name), "si"):
            if number not in used:
                for part in list(one):
                    remove(part)
            number += 1
