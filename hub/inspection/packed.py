"""Office files: zip packages of XML parts tied together by relationships (ECMA-376, part 2). Pure.

Names of parts and prefixes of namespaces are a program's own choice, so parts are found by the type
of their relationship and elements by their local name.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from hub.inspection.findings import Unreadable

MEGABYTE = 1024 * 1024
MAX_MEMBERS = 3_000
MAX_UNPACKED = 200 * MEGABYTE
MAX_XML = 30 * MEGABYTE  # parsed into memory at about ten times its size
MAX_RATIO = 400  # Word's own XML packs 10 to 40 times, the most tedious about 200
SMALL_PART = 10 * MEGABYTE  # a part below this is harmless at any ratio
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
RELATIONSHIPS = (
    "/officeDocument/2006/relationships",
    "purl.oclc.org/ooxml/officeDocument/relation",
)
BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, ValueError)
TYPES = "[Content_Types].xml"


def grown_too_large(members: Iterable[zipfile.ZipInfo]) -> int | None:
    """The size in MB to which a packed file would grow, where that is beyond any honest file's."""
    members = list(members)
    total = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > SMALL_PART
        and member.file_size > MAX_RATIO * max(1, member.compress_size)
        for member in members
    )
    large_xml = any(
        member.file_size > MAX_XML and member.filename.endswith((".xml", ".rels"))
        for member in members
    )
    if len(members) > MAX_MEMBERS or total > MAX_UNPACKED or swollen or large_xml:
        return max(1, round(total / MEGABYTE))
    return None


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a packed file by name. Raises Unreadable."""
    if data.startswith(OLE_MAGIC):
        raise Unreadable("The file is protected by a password or was saved by an old program.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise Unreadable("The file is protected by a password.")
            if size := grown_too_large(members):
                raise Unreadable(f"The file would grow to {size} MB when it is unpacked.")
            return {one.filename: packed.read(one) for one in members if not one.is_dir()}
    except BROKEN as wrong:
        raise Unreadable("The file is damaged and cannot be opened.") from wrong


def packed_again(parts: dict[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A packed file of these parts; those in `stored` are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            packed.writestr(zipfile.ZipInfo(name), data, compress_type=how)
    return out.getvalue()


def parsed(data: bytes) -> etree._Element:
    """The root of an XML part. Raises Unreadable for what office programs do not write."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise Unreadable("The file holds XML that office programs do not write.")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise Unreadable("The file is damaged and cannot be read.") from wrong


def local(element: Any) -> str:
    """The name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def get(element: Any, name: str, default: str = "") -> str:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return default


def each(element: Any, *names: str) -> list[Any]:
    """Elements at and below with one of these local names, in order."""
    return [one for one in element.iter() if local(one) in names]


def child(element: Any, *path: str) -> Any:
    """The first child by local names, step by step; None when there is none."""
    for name in path:
        element = next((one for one in element if local(one) == name), None)
        if element is None:
            return None
    return element


def is_on(element: Any) -> bool:
    """An element such as <w:vanish/> that is there and not switched off."""
    return element is not None and get(element, "val", "1").lower() not in ("0", "false", "off")


def text_in(element: Any, *names: str) -> str:
    """The words of elements with these names (`t` unless told), with blanks between."""
    return " ".join(one.text for one in each(element, *(names or ("t",))) if one.text)


def remove(element: Any) -> None:
    """Take an element out; the words after it stay."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: Any) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    place = parent.index(element)
    for one in reversed(list(element)):
        parent.insert(place, one)
    parent.remove(element)


@dataclass(frozen=True)
class Tie:
    """A relationship: `kind` is the last word of its type, `target` a part or an outside address."""

    number: str
    kind: str
    target: str
    outside: bool


class Package:
    """An OOXML file in memory. Raises Unreadable when it is made of what is none."""

    def __init__(self, data: bytes, kind_of_main: str) -> None:
        self.parts = unpacked(data)
        self._trees: dict[str, etree._Element] = {}
        self.main = next((tie.target for tie in self.ties("") if tie.kind == "officeDocument"), "")
        if self.main not in self.parts or local(self.xml(self.main)) != kind_of_main:
            raise Unreadable("What is inside is not what its name says.")

    def xml(self, name: str) -> etree._Element:
        """The tree of a part; a change of it is a change of the file."""
        if name not in self._trees:
            self._trees[name] = parsed(self.parts[name])
        return self._trees[name]

    def ties(self, name: str) -> list[Tie]:
        """The relationships of a part ("": of the package)."""
        at = rels_of(name)
        if at not in self.parts:
            return []
        folder = posixpath.dirname(name)
        found = []
        for one in each(self.xml(at), "Relationship"):
            outside = get(one, "TargetMode") == "External"
            target = get(one, "Target")
            kind = get(one, "Type").rpartition("/")[2]
            inner = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Tie(get(one, "Id"), kind, target if outside else inner, outside))
        return found

    def all_ties(self) -> Iterator[tuple[str, Tie]]:
        for name in ["", *self.parts]:
            if not name.endswith(".rels"):
                yield from ((name, tie) for tie in self.ties(name))

    def of_kind(self, *kinds: str) -> list[str]:
        """Parts that something points at with a relationship of these kinds."""
        found = [tie.target for _name, tie in self.all_ties() if tie.kind in kinds]
        return [name for name in dict.fromkeys(found) if name in self.parts]

    def target(self, name: str, number: str) -> str:
        """The part behind a relationship of another part; empty when it is gone."""
        found = (tie.target for tie in self.ties(name) if tie.number == number and not tie.outside)
        return next((target for target in found if target in self.parts), "")

    def drop(self, names: Iterable[str], ties: Callable[[Tie], bool] = lambda tie: False) -> None:
        """Take parts out, and relationships that `ties` picks; and all that only they held.

        Elements that pointed at them go, too.
        """
        gone = set(names)
        for name in gone:
            self.parts.pop(name, None)
        while self._cut(ties) or self._sweep():
            pass

    def _cut(self, ties: Callable[[Tie], bool]) -> bool:
        cut = False
        for name in ["", *self.parts]:
            dead = {
                tie.number
                for tie in ([] if name.endswith(".rels") else self.ties(name))
                if ties(tie) or (not tie.outside and tie.target not in self.parts)
            }
            for one in each(self.xml(rels_of(name)), "Relationship") if dead else ():
                if get(one, "Id") in dead:
                    remove(one)
                    cut = True
            if dead and name.endswith((".xml", ".vml")):
                self._unpoint(self.xml(name), dead)
        return cut

    @staticmethod
    def _unpoint(root: etree._Element, dead: set[str]) -> None:
        for element in list(root.iter()):
            pointing = [
                key.rpartition("}")[2]
                for key, value in element.attrib.items()
                if value in dead and any(space in key for space in RELATIONSHIPS)
            ]
            if pointing and local(element) == "hyperlink" and len(element):
                unwrap(element)  # its words stay
            elif pointing == ["link"]:  # a picture that is kept in the file as well
                element.attrib.pop(next(key for key in element.attrib if key.endswith("}link")))
            elif pointing:
                remove(element)

    def _sweep(self) -> bool:
        """Parts that nothing leads to any more, and their lines in the list of types."""
        seen, todo = {""}, [""]
        while todo:
            for tie in self.ties(todo.pop()):
                if not tie.outside and tie.target in self.parts and tie.target not in seen:
                    seen.add(tie.target)
                    todo.append(tie.target)
        keep = seen | {rels_of(name) for name in seen} | {TYPES}
        loose = [name for name in self.parts if name not in keep]
        for name in loose:
            del self.parts[name]
        for one in each(self.xml(TYPES), "Override"):
            if get(one, "PartName").lstrip("/") not in self.parts:
                remove(one)
        return bool(loose)

    def data(self) -> bytes:
        """The file as it stands now."""
        for name, tree in self._trees.items():
            if name in self.parts:
                self.parts[name] = etree.tostring(
                    tree, xml_declaration=True, encoding="UTF-8", standalone=True
                )
        return packed_again(self.parts)


def rels_of(name: str) -> str:
    folder, last = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{last}.rels")


def number_in(name: str) -> int:
    """The last number in a name, for the order of parts."""
    found = re.findall(r"\d+", name)
    return int(found[-1]) if found else 0
