"""OpenDocument texts, spreadsheets and presentations (ISO/IEC 26300)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub.inspection import pictures
from hub.inspection.findings import VISIBLE, Passage, Unreadable
from hub.inspection.packed import each, get, local, parsed, unpacked

TOLD = {
    "initial-creator": "author", "creator": "last saved by", "printed-by": "printed by",
    "title": "title", "subject": "subject", "description": "description", "keyword": "key words",
    "user-defined": "own property",
}  # fmt: skip
BLOCKS = ("p", "h")
CHANGES = {"deletion": "deletion", "insertion": "insertion", "format-change": "formatting"}


class OpenFile:
    """An OpenDocument file in memory. Raises Unreadable when it is none, or is locked."""

    def __init__(self, data: bytes) -> None:
        self.parts = unpacked(data)
        if "content.xml" not in self.parts:
            raise Unreadable("What is inside is not what its name says.")
        if b"encryption-data" in self.parts.get("META-INF/manifest.xml", b""):
            raise Unreadable("The file is protected by a password.")
        self.content = parsed(self.parts["content.xml"])
        self.styles = parsed(self.parts["styles.xml"]) if "styles.xml" in self.parts else None
        self.hidden = frozenset(_hidden_styles(self.content, self.styles))

    def below(self, *folders: str) -> list[str]:
        return [name for name in self.parts if name.startswith(folders) and self.parts[name]]


def passages(file: OpenFile) -> Iterator[Passage]:
    yield from _properties(file)
    for name in file.below("Basic/", "Scripts/"):
        if not name.endswith(("script-lc.xml", "script-lb.xml")):
            yield Passage("macro", "", name)
    for name in file.below("Versions/"):
        yield Passage("earlier_version", "", name)
    for name in file.below("Object", "ObjectReplacements/"):
        if name.startswith("Object ") and "/" not in name:
            yield Passage("embedded", "", name)
    for name in file.below("Pictures/"):
        yield from pictures.passages(file.parts[name], f"picture {name.partition('/')[2]}")
    body = next(iter(each(file.content, "body")), file.content)
    yield from _changes(body)
    yield from _Body(file.hidden).of(body)
    if file.styles is not None:
        for one in each(file.styles, "header", "footer", "header-left", "footer-left"):
            yield Passage(VISIBLE, f"in a page {local(one)[:6]}", _text(one))


def _properties(file: OpenFile) -> Iterator[Passage]:
    if "meta.xml" in file.parts:
        for one in each(parsed(file.parts["meta.xml"]), *TOLD):
            words = " ".join("".join(one.itertext()).split())
            if words:
                yield Passage("property", get(one, "name") or TOLD[local(one)], words)


def _hidden_styles(*roots: Any) -> Iterator[str]:
    """Names of styles of text, rows, columns, sheets and slides that are not shown."""
    for root in roots:
        for style in each(root, "style") if root is not None else ():
            for one in style:
                off = get(one, "display") in ("none", "false")
                if off or get(one, "visibility") == "hidden":
                    yield get(style, "name")


def _changes(body: Any) -> Iterator[Passage]:
    for region in each(body, "changed-region"):
        for one in region:
            kind = CHANGES.get(local(one))
            if kind:
                by = "".join(who.text or "" for who in each(one, "creator"))
                words = " ".join(_text(part) for part in one if local(part) in BLOCKS)
                yield Passage(kind, "", words or "words in the text", by)


class _Body:
    """Goes through the text once; what hides it is known from above."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.hidden, self.paragraph, self.slide, self.at = hidden, 0, 0, ""

    def of(self, element: Any, layer: str = VISIBLE) -> Iterator[Passage]:
        for one in element:
            name = local(one)
            if name in ("tracked-changes", "forms", "annotation-end"):
                continue
            inner = self._layer(one, name, layer)
            if name == "annotation":
                yield self._comment(one)
            elif name in BLOCKS:
                yield from self._paragraph(one, inner)
            elif name in ("hidden-text", "hidden-paragraph"):
                yield Passage("hidden_text", self.place(), get(one, "string-value") or _text(one))
            else:
                yield from self.of(one, inner)

    def _layer(self, element: Any, name: str, layer: str) -> str:
        if name == "page":
            self.slide += 1
            self.at, self.paragraph = f"slide {self.slide}", 0
        elif name == "table" and get(element, "name"):
            self.at, self.paragraph = f"table or sheet “{get(element, 'name')}”", 0
        if layer != VISIBLE:
            return layer
        if name == "notes" and get(element, "note-class") == "":
            return "speaker_notes"
        unseen = get(element, "style-name") in self.hidden
        folded = get(element, "visibility") in ("collapse", "filter")
        kinds = {"page": "hidden_slide", "table": "hidden_sheet", "table-row": "hidden_rows",
                 "table-column": "hidden_columns"}  # fmt: skip
        return kinds.get(name, "hidden_text") if unseen or folded else layer

    def _paragraph(self, element: Any, layer: str) -> Iterator[Passage]:
        self.paragraph += 1
        words = _text(element, self.hidden)
        if words.strip():
            yield Passage(layer, self.place(), words)
        for one in each(element, "annotation", "hidden-text", "hidden-paragraph", "span"):
            if local(one) == "annotation":
                yield self._comment(one)
            elif local(one) != "span":
                yield Passage("hidden_text", self.place(), get(one, "string-value") or _text(one))
            elif get(one, "style-name") in self.hidden:
                yield Passage("hidden_text", self.place(), _text(one))
        for one in each(element, "text-box", "note-body"):
            yield from self.of(one, layer)

    def _comment(self, element: Any) -> Passage:
        by = "".join(who.text or "" for who in each(element, "creator"))
        words = " ".join(_text(one) for one in element if local(one) in (*BLOCKS, "list"))
        return Passage("comment", self.place(), words, by)

    def place(self) -> str:
        here = f"paragraph {self.paragraph}" if self.paragraph else ""
        return ", ".join(part for part in (self.at, here) if part)


ASIDE = (
    "annotation",
    "hidden-text",
    "hidden-paragraph",
    "tracked-changes",
    "text-box",
    "note-body",
)


def _text(element: Any, hidden: frozenset[str] = frozenset()) -> str:
    """Its words without those that stand aside or in a hidden style."""
    said = [element.text or ""]
    for one in element:
        aside = local(one) in ASIDE or (hidden and get(one, "style-name") in hidden)
        if local(one) and not aside:
            said.append(" " if local(one) in ("tab", "s", "line-break") else _text(one, hidden))
        said.append(one.tail or "")
    return "".join(said)
