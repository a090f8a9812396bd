"""Word: what a reader sees, and what stands in the file beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from hub.inspection.findings import VISIBLE, Passage
from hub.inspection.packed import Package, child, each, get, is_on, local, text_in
from hub.inspection.readers import office

TEXTS = {
    "header": "in a page header", "footer": "in a page footer", "footnotes": "in a footnote",
    "endnotes": "in an endnote", "glossaryDocument": "in a building block",
}  # fmt: skip
TRACKED = {"del": "deletion", "moveFrom": "move", "ins": "insertion", "moveTo": "insertion"}
HIDES = ("vanish", "specVanish")
NO_FILL = ("", "auto", "ffffff", "nil", "none")


def passages(package: Package) -> Iterator[Passage]:
    yield from office.passages(package)
    hidden = hidden_styles(package)
    anchors: dict[str, str] = {}
    for name, place in texts_of(package):
        walk = _Walk(place, hidden)
        walk.inside(package.xml(name), VISIBLE, "", False, [])
        yield from walk.found
        for by, count in walk.formatting.items():
            yield Passage("formatting", place, f"{count} changes", by)
        anchors |= walk.anchors
    yield from _comments(package, anchors)
    for name in package.of_kind("settings"):
        for one in each(package.xml(name), "docVar"):
            yield Passage("copied_data", f"variable {get(one, 'name')}", get(one, "val"))


def texts_of(package: Package) -> list[tuple[str, str]]:
    """Parts that hold paragraphs, each with its place in words."""
    found = [(package.main, "")]
    return found + [(name, TEXTS[kind]) for kind in TEXTS for name in package.of_kind(kind)]


def hidden_styles(package: Package) -> frozenset[str]:
    """Ids of styles whose words are not shown, also through the style they rest on."""
    own, rests = {}, {}
    for name in package.of_kind("styles"):
        for style in each(package.xml(name), "style"):
            letters = child(style, "rPr")
            marks = [child(letters, one) for one in HIDES] if letters is not None else []
            there = [mark for mark in marks if mark is not None]
            own[get(style, "styleId")] = any(map(is_on, there)) if there else None
            rests[get(style, "styleId")] = get(child(style, "basedOn"), "val") if child(
                style, "basedOn") is not None else ""  # fmt: skip
    return frozenset(one for one in own if _hides(one, own, rests))


def _hides(style: str, own: dict[str, bool | None], rests: dict[str, str]) -> bool:
    seen: set[str] = set()
    while style in own and style not in seen:
        if own[style] is not None:
            return bool(own[style])
        seen.add(style)
        style = rests[style]
    return False


def is_hidden(letters: Any, hidden: frozenset[str], shaded: bool) -> bool:
    """Whether these run properties (<w:rPr>) keep the words from sight.

    `shaded`: they stand on a colour, or may: then white is a colour like others.
    """
    if letters is None:
        return False
    marks = [child(letters, one) for one in HIDES]
    if any(mark is not None for mark in marks):
        return any(map(is_on, marks))
    style = child(letters, "rStyle")
    if style is not None and get(style, "val") in hidden:
        return True
    colour = child(letters, "color")
    white = colour is not None and get(colour, "val").lower() == "ffffff"
    return white and not shaded and not fills(letters)


def fills(properties: Any) -> bool:
    """Whether these properties put a colour behind the words, or may."""
    if properties is None:
        return False
    shade = child(properties, "shd")
    filled = shade is not None and get(shade, "fill").lower() not in NO_FILL
    return filled or any(child(properties, one) is not None for one in ("highlight", "tblStyle"))


def style_hides(paragraph: Any, hidden: frozenset[str]) -> bool:
    style = child(paragraph, "pPr", "pStyle")
    return style is not None and get(style, "val") in hidden


class _Walk:
    """Goes through one part and gathers words by paragraph and by how they stand there."""

    def __init__(self, where: str, hidden: frozenset[str]) -> None:
        self.where, self.hidden, self.number = where, hidden, 0
        self.found: list[Passage] = []
        self.formatting: Counter[str] = Counter()
        self.anchors: dict[str, str] = {}

    def place(self) -> str:
        here = f"paragraph {self.number}" if self.number else ""
        return ", ".join(part for part in (self.where, here) if part)

    def paragraph(self, element: Any, layer: str, by: str, shaded: bool) -> None:
        self.number += 1
        place = self.place()
        pieces: list[tuple[str, str, str]] = []
        if layer == VISIBLE and style_hides(element, self.hidden):
            layer = "hidden_text"
        self.inside(element, layer, by, shaded or fills(child(element, "pPr")), pieces)
        for key in dict.fromkeys(piece[:2] for piece in pieces):
            words = "".join(piece[2] for piece in pieces if piece[:2] == key)
            if words.strip():
                self.found.append(Passage(key[0], place, words, key[1]))

    def inside(self, element: Any, layer: str, by: str, shaded: bool, pieces: list) -> None:
        for one in element:
            name = local(one)
            if name in TRACKED and len(one):
                kind = layer if layer in ("deletion", "move") else TRACKED[name]
                self.inside(one, kind, get(one, "author"), shaded, pieces)
            elif name == "p":
                self.paragraph(one, layer, by, shaded)
            elif name == "tr" and child(one, "trPr", "del") is not None:
                mark = child(one, "trPr", "del")
                self.inside(one, "deletion", get(mark, "author"), shaded, pieces)
            elif name in ("tbl", "tc"):
                self.inside(one, layer, by, shaded or fills(child(one, f"{name}Pr")), pieces)
            elif name == "txbxContent":
                self.inside(one, layer, by, True, pieces)
            elif name == "r":
                kind = self._run(one, layer, shaded)
                self.inside(one, kind, by, shaded, pieces)
            elif name != "Fallback":  # says once more what its Choice says
                self._leaf(one, name, layer, by, pieces)
                self.inside(one, layer, by, shaded, pieces)

    def _run(self, run: Any, layer: str, shaded: bool) -> str:
        if layer not in (VISIBLE, "insertion"):
            return layer
        return "hidden_text" if is_hidden(child(run, "rPr"), self.hidden, shaded) else layer

    def _leaf(self, element: Any, name: str, layer: str, by: str, pieces: list) -> None:
        if name in ("t", "delText"):
            pieces.append((layer, by, element.text or ""))
        elif name in ("tab", "br", "cr"):
            pieces.append((layer, by, " "))
        elif name in ("commentRangeStart", "commentReference"):
            self.anchors.setdefault(get(element, "id"), self.place())
        elif name.endswith("Change"):
            self.formatting[get(element, "author")] += 1
        elif name == "docPr":
            words = f"{get(element, 'title')} {get(element, 'descr')}"
            self.found.append(Passage(VISIBLE, f"description of a picture, {self.place()}", words))


def _comments(package: Package, anchors: dict[str, str]) -> Iterator[Passage]:
    for name in package.of_kind("comments"):
        for one in each(package.xml(name), "comment"):
            place = anchors.get(get(one, "id"), "")
            yield Passage("comment", place, text_in(one), get(one, "author"))
