"""Excel: what a reader sees, and what stands in the file beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hub.inputs import whole_number
from hub.inspection.findings import VISIBLE, Passage
from hub.inspection.packed import Package, child, each, get, local, text_in
from hub.inspection.readers import office

OUTSIDE_CELLS = {
    "externalLink": "copied from another workbook", "connections": "connection to a data source",
    "pivotCacheRecords": "rows behind a pivot table", "pivotCacheDefinition": "behind a pivot table",
}  # fmt: skip
CODES = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-F]{6}|[A-Z])')  # of headers: &C is the middle
VERSIONS = ("revisionHeaders", "revisionLog", "usernames")
EXCELS_OWN = ("_xlnm.", "_xleta.", "_xlfn.")


@dataclass
class Sheet:
    """One sheet of the workbook; `part` is empty when the file lacks it."""

    name: str
    part: str
    is_hidden: bool


def passages(package: Package) -> Iterator[Passage]:
    yield from office.passages(package)
    words, unseen = shared_words(package), hidden_formats(package)
    for sheet in sheets_of(package):
        if sheet.part:
            yield from _of_sheet(package, sheet, words, unseen)
    for name in each(package.xml(package.main), "definedName"):
        called = get(name, "name")
        if is_on_attribute(name, "hidden") and not called.startswith(EXCELS_OWN):
            yield Passage("defined_name", called, name.text or "")
        elif '"' in (name.text or ""):  # words of its own, not a range
            yield Passage(VISIBLE, f"name {called}", name.text or "")
    for kind, about in OUTSIDE_CELLS.items():
        for part in package.of_kind(kind):
            yield Passage("copied_data", about, _everything(package.xml(part)))
    for part in package.of_kind(*VERSIONS):
        yield Passage("earlier_version", "", _everything(package.xml(part)))


def is_on_attribute(element: Any, name: str) -> bool:
    return get(element, name) in ("1", "true")


def sheets_of(package: Package) -> list[Sheet]:
    return [
        Sheet(
            get(one, "name"),
            package.target(package.main, get(one, "id")),
            get(one, "state") in ("hidden", "veryHidden"),
        )
        for one in each(package.xml(package.main), "sheet")
    ]


def shared_words(package: Package) -> list[str]:
    """The texts that cells point at by number."""
    parts = package.of_kind("sharedStrings")
    return [text_in(one) for name in parts for one in each(package.xml(name), "si")]


def hidden_formats(package: Package) -> frozenset[int]:
    """Numbers of cell styles that show nothing: with the number format ";;;", and white letters on no colour."""
    hidden: set[int] = set()
    for name in package.of_kind("styles"):
        root = package.xml(name)
        blank = {
            get(one, "numFmtId")
            for one in each(root, "numFmt")
            if get(one, "formatCode").replace(" ", "").startswith(";;;")
        }
        white = _white_fonts(root)
        formats = child(root, "cellXfs")
        for number, one in enumerate(formats if formats is not None else ()):
            white_on_white = get(one, "fontId") in white and get(one, "fillId", "0") == "0"
            if get(one, "numFmtId") in blank or white_on_white:
                hidden.add(number)
    return frozenset(hidden)


def _white_fonts(root: Any) -> set[str]:
    fonts = child(root, "fonts")
    return {
        str(number)
        for number, font in enumerate(fonts if fonts is not None else ())
        if (colour := child(font, "color")) is not None
        and get(colour, "rgb").upper().endswith("FFFFFF")
        and len(get(colour, "rgb")) == 8
    }


def hidden_columns(root: Any) -> list[range]:
    """Runs of hidden columns, counted from one."""
    return [
        range(int(get(one, "min", "1")), min(int(get(one, "max", "1")), 16_384) + 1)
        for one in each(root, "col")
        if is_on_attribute(one, "hidden") or get(one, "width") == "0"
    ]


def column_of(reference: str) -> int:
    """The number of the column in "AB12"; 0 without one."""
    number = 0
    for sign in re.match(r"[A-Z]*", reference)[0]:  # type: ignore[index]
        number = number * 26 + ord(sign) - 64
    return number


def words_of(cell: Any, words: list[str]) -> str:
    """What a cell says."""
    kind, value = get(cell, "t"), child(cell, "v")
    if kind == "inlineStr":
        return text_in(cell)
    said = (value.text or "") if value is not None else ""
    number = whole_number(said) if kind == "s" else None
    return words[number] if number is not None and number < len(words) else said


def is_hidden_row(row: Any) -> bool:
    return is_on_attribute(row, "hidden") or get(row, "ht") == "0"


def _of_sheet(
    package: Package, sheet: Sheet, words: list[str], unseen: frozenset[int]
) -> Iterator[Passage]:
    root, at = package.xml(sheet.part), f"sheet “{sheet.name}”"
    if sheet.is_hidden:
        said = [words_of(cell, words) for cell in each(root, "c")]
        yield Passage("hidden_sheet", at, " ".join(filter(None, said)))
    else:
        yield from _of_rows(root, at, words, unseen)
        for one in each(root, "oddHeader", "oddFooter", "evenHeader", "evenFooter",
                        "firstHeader", "firstFooter"):  # fmt: skip
            printed = CODES.sub(" ", one.text or "")
            yield Passage(VISIBLE, f"header or footer of {at}", printed)
    for tie in package.ties(sheet.part):
        if tie.target in package.parts:
            yield from _tied(package, tie.kind, tie.target, at, sheet.is_hidden)


def _of_rows(root: Any, at: str, words: list[str], unseen: frozenset[int]) -> Iterator[Passage]:
    away = hidden_columns(root)
    columns: dict[str, list[str]] = defaultdict(list)
    rows: dict[int, str] = {}
    for counted, row in enumerate(each(root, "row"), 1):
        number = int(get(row, "r") or counted)
        shown = []
        for cell in row:
            said, reference = words_of(cell, words), get(cell, "r")
            if not said:
                continue
            letters = reference.rstrip("0123456789")
            if is_hidden_row(row):
                rows[number] = f"{rows.get(number, '')} {said}"
            elif any(column_of(reference) in run for run in away):
                columns[letters].append(said)
            elif int(get(cell, "s") or 0) in unseen:
                yield Passage("hidden_text", f"{at}, cell {reference}", said)
            else:
                shown.append(said)
        if shown:
            yield Passage(VISIBLE, f"{at}, row {number}", " | ".join(shown))
    if rows:
        place = f"{at}, {'rows' if len(rows) > 1 else 'row'} {_runs(sorted(rows))}"
        yield Passage("hidden_rows", place, " ".join(rows.values()))
    for letters, said_there in columns.items():
        yield Passage("hidden_columns", f"{at}, column {letters}", " ".join(said_there))


def _runs(numbers: list[int]) -> str:
    """3, 4, 5, 9 as "3 to 5, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return ", ".join([*said[:5], *(["…"] if len(said) > 5 else [])])


def _tied(package: Package, kind: str, part: str, at: str, is_hidden: bool) -> Iterator[Passage]:
    if kind in ("comments", "threadedComment"):
        yield from _notes(package, part, at)
    elif kind == "drawing" and not is_hidden:
        for shape in each(package.xml(part), "sp", "pic", "graphicFrame"):
            about = next(iter(each(shape, "cNvPr")), None)
            told = "" if about is None else f"{get(about, 'descr')} {get(about, 'title')}"
            hides = about is not None and is_on_attribute(about, "hidden")
            words = f"{text_in(shape)} {told}".strip()
            if words:
                layer = "hidden_text" if hides else VISIBLE
                yield Passage(layer, f"drawing on {at}", words)


def _notes(package: Package, part: str, at: str) -> Iterator[Passage]:
    root = package.xml(part)
    authors = [one.text or "" for one in each(root, "author")]
    persons = {
        get(one, "id"): get(one, "displayName")
        for name in package.of_kind("person")
        for one in each(package.xml(name), "person")
    }
    for one in each(root, "comment", "threadedComment"):
        number = whole_number(get(one, "authorId"))
        by = authors[number] if number is not None and number < len(authors) else ""
        by = persons.get(get(one, "personId"), by)
        yield Passage("comment", f"{at}, cell {get(one, 'ref')}", text_in(one, "t", "text"), by)


def _everything(root: Any) -> str:
    """All words and values of a part that no sheet shows."""
    said = [one.text for one in root.iter() if local(one) and one.text and one.text.strip()]
    return " ".join([*said, *(get(one, "v") for one in each(root, "s", "n") if get(one, "v"))])
