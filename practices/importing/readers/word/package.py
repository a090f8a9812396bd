"""The parts of a Word file: which they are, and how one points at another."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from practices.importing.losses import Losses

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "dc": "http://purl.org/dc/elements/1.1/",
}
MAIN = "/officeDocument"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
Element: TypeAlias = Any  # of lxml, which has no types


def name(short: str) -> str:
    """`w:p` as lxml writes it."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def find(element: Element, path: str) -> list[Element]:
    return element.xpath(path, namespaces=NAMESPACES)


def value(element: Element, short: str = "w:val") -> str:
    return element.get(name(short), "")


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `<w:vanish/>` is there and not turned off."""
    return element is not None and value(element) not in {"0", "false", "off"}


class Package:
    """A Word file while it is made ready: XML parts that were asked for, changed in place."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.names = set(packed.namelist())
        self.trees: dict[str, Element] = {}
        self.losses = Losses()
        self.document = self.main_part()

    def main_part(self) -> str:
        """`word/document.xml`, or what Word online and SharePoint call it. Empty when it has none."""
        targets = self.related("", kind=MAIN).values()
        found = next((target for target in targets if target in self.names), "")
        return found or ("word/document.xml" if "word/document.xml" in self.names else "")

    def tree(self, part: str) -> Element | None:
        """The root of an XML part; None where there is no such part. Raises XMLSyntaxError."""
        if part not in self.names:
            return None
        if part not in self.trees:
            self.trees[part] = etree.fromstring(self.packed.read(part), PARSER)
        return self.trees[part]

    def related(self, part: str, kind: str = "") -> dict[str, str]:
        """Parts that `part` points at, by the word that it uses; `kind` ends the relation's type."""
        return {word: target for word, target, type_, _outside in self.relations(part)
                if type_.endswith(kind)}  # fmt: skip

    def outside(self, part: str) -> dict[str, str]:
        """Addresses outside the file that `part` points at."""
        return {word: target for word, target, _type, outside in self.relations(part) if outside}

    def relations(self, part: str) -> Iterator[tuple[str, str, str, bool]]:
        folder, _, file = part.rpartition("/")
        where = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        root = self.tree(where)
        for one in root if root is not None else ():
            if not isinstance(one.tag, str):
                continue
            outside = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield one.get("Id", ""), target, one.get("Type", ""), outside

    def of_kind(self, kind: str) -> str:
        """The one part of a kind that the document points at (styles, comments); empty for none."""
        return next(iter(self.related(self.document, f"/{kind}").values()), "")

    def written(self) -> bytes:
        """The file again, with what was changed."""
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as new:
            for part in self.packed.namelist():
                changed = self.trees.get(part)
                new.writestr(
                    part,
                    self.packed.read(part) if changed is None else etree.tostring(
                        changed, xml_declaration=True, encoding="UTF-8", standalone=True),
                )  # fmt: skip
        return held.getvalue()


# Where a thing stands, for the person who looks for it.

HEADING = "heading"


def words_of(element: Element) -> str:
    """All its typed words, hidden or not."""
    said: list[str] = []
    for part in element.iter(name("w:t"), name("w:p"), name("w:br"), name("w:tab")):
        said.append((part.text or "") if part.tag == name("w:t") else " ")
    return " ".join("".join(said).split())


def host_of(element: Element) -> Element | None:
    """The outermost paragraph around it."""
    paragraphs = find(element, "ancestor-or-self::w:p")
    return paragraphs[0] if paragraphs else None


def heading_above(element: Element) -> str:
    """The words of the last heading before it; empty at the top."""
    path = (
        "ancestor-or-self::*/preceding-sibling::w:p[w:pPr/w:pStyle[starts-with("
        "translate(@w:val, 'HT', 'ht'), 'heading') or translate(@w:val, 'T', 't') = 'title']]"
    )
    found = find(element, path)
    return words_of(found[-1]) if found else ""


# Making parts of a document.


def new(kind: str, words: str = "") -> Element:
    """`p` or `r` with these words."""
    made = etree.Element(name(f"w:{kind}"))
    held = etree.SubElement(made, name("w:r")) if kind == "p" else made
    text = etree.SubElement(held, name("w:t"))
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def new_table(rows: list[list[str]]) -> Element:
    """A table of plain words, its first row marked as headings."""
    table = etree.Element(name("w:tbl"))
    etree.SubElement(table, name("w:tblPr"))
    for row in rows:
        line = etree.SubElement(table, name("w:tr"))
        for words in row:
            etree.SubElement(line, name("w:tc")).append(new("p", words))
    return table


def remove(element: Element) -> None:
    """Take it out; the words after its end tag, if any, stay."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def texts(package: Package) -> list[Element]:
    """The roots of the parts that hold a document's own words."""
    parts = [package.document, package.of_kind("footnotes"), package.of_kind("endnotes")]
    return [root for root in map(package.tree, parts) if root is not None]
