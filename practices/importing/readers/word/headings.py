"""Headings that somebody made by bold or large letters alone, given a heading's style."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree

from hub.inputs import whole_number
from practices.importing.readers.word.package import Element, Package, find, is_on, name, value

LONGEST = 100
LARGER = 3  # half points above the usual size
USUAL = 22  # half points, where a file does not say
HEADING_STYLE = re.compile(r"^(?:heading\s?\d|title|subtitle)", re.IGNORECASE)
ENDS = (".", ";", ",", "…")


@dataclass(frozen=True)
class Line:
    """A paragraph that looks like a heading."""

    paragraph: Element
    size: int  # half points
    bold: bool


def mark_headings(package: Package) -> None:
    """Real headings stay what they are; lines that only look like one come a level below them."""
    root = package.tree(package.document)
    if root is None:
        return
    body = find(root, "./w:body")
    styles = Styles(package)
    paragraphs = find(body[0], "./w:p") if body else []
    real = [level for one in paragraphs if (level := styles.level_of(one))]
    usual = usual_size(paragraphs, styles)
    lines = [
        line for one in paragraphs if (line := looks_like_heading(one, styles, usual)) is not None
    ]
    first = next((one for one in paragraphs if "".join(find(one, ".//w:t/text()")).strip()), None)
    sizes = sorted({(line.size, line.bold) for line in lines if line.paragraph is not first})
    ranks = {look: rank for rank, look in enumerate(reversed(sizes))}
    base = max(real, default=1) + 1 if real else 2
    for line in lines:
        is_title = line.paragraph is first and 1 not in real
        level = 1 if is_title else base + min(1, ranks.get((line.size, line.bold), 0))
        make_heading(line.paragraph, min(level, 6), styles)


class Styles:
    """What the file's styles say of size and weight."""

    def __init__(self, package: Package) -> None:
        self.root = package.tree(package.of_kind("styles"))
        found = find(self.root, ".//w:style") if self.root is not None else []
        self.by_id = {value(style, "w:styleId"): style for style in found}
        default = find(self.root, ".//w:docDefaults//w:rPr/w:sz") if self.root is not None else []
        self.size = number(default[0]) if default else USUAL

    def chain(self, paragraph: Element) -> list[Element]:
        """Its style and those that it is based on."""
        named = find(paragraph, "./w:pPr/w:pStyle")
        found: list[Element] = []
        style = self.by_id.get(value(named[0])) if named else self.by_id.get("Normal")
        while style is not None and style not in found:
            found.append(style)
            based = find(style, "./w:basedOn")
            style = self.by_id.get(value(based[0])) if based else None
        return found

    def level_of(self, paragraph: Element) -> int:
        """1 to 9 of a real heading; 0 for any other paragraph."""
        named = find(paragraph, "./w:pPr/w:pStyle")
        names = [value(one) for one in named]
        names += [value(one) for style in self.chain(paragraph) for one in find(style, "./w:name")]
        for word in names:
            if HEADING_STYLE.match(word):
                digits = re.sub(r"\D", "", word)
                return int(digits[:1] or "1") or 1
        return 0

    def add_heading(self, level: int) -> None:
        """The style that pandoc knows a heading by, where the file has none."""
        word = f"Heading{level}"
        if self.root is None or word in self.by_id:
            return
        style = etree.SubElement(self.root, name("w:style"))
        style.set(name("w:type"), "paragraph")
        style.set(name("w:styleId"), word)
        etree.SubElement(style, name("w:name")).set(name("w:val"), f"heading {level}")
        self.by_id[word] = style


def number(mark: Element) -> int:
    said = whole_number(value(mark))
    return USUAL if said is None else said


def look_of(run: Element, chain: list[Element], styles: Styles) -> tuple[int, bool]:
    """Size and weight, by the run itself, else by the styles of its paragraph."""
    sources = [run, *chain]
    sizes = [number(one) for source in sources for one in find(source, "./w:rPr/w:sz")]
    weights = [is_on(one) for source in sources for one in find(source, "./w:rPr/w:b")]
    return (sizes or [styles.size])[0], (weights or [False])[0]


def runs_of(paragraph: Element) -> list[Element]:
    found = find(paragraph, "./w:r[w:t] | ./w:ins/w:r[w:t] | ./w:hyperlink/w:r[w:t]")
    return [run for run in found if "".join(find(run, "./w:t/text()")).strip()]


def usual_size(paragraphs: list[Element], styles: Styles) -> int:
    """The size that most letters have."""
    counts: Counter[int] = Counter()
    for paragraph in paragraphs:
        chain = styles.chain(paragraph)
        for run in runs_of(paragraph):
            size, _bold = look_of(run, chain, styles)
            counts[size] += len("".join(find(run, "./w:t/text()")))
    return counts.most_common(1)[0][0] if counts else styles.size


def looks_like_heading(paragraph: Element, styles: Styles, usual: int) -> Line | None:
    """A short line, alone in its paragraph, all of it bold or larger, with no full stop."""
    runs = runs_of(paragraph)
    words = " ".join("".join(find(paragraph, ".//w:t/text()")).split())
    if not runs or len(words) > LONGEST or words.endswith(ENDS) or not words[:1].isalnum():
        return None
    if styles.level_of(paragraph) or find(paragraph, "./w:pPr/w:numPr | .//w:br | .//w:tab"):
        return None
    chain = styles.chain(paragraph)
    looks = [look_of(run, chain, styles) for run in runs]
    size = min(look[0] for look in looks)
    bold = all(look[1] for look in looks)
    if not (bold or size >= usual + LARGER) or not stands_above_words(paragraph):
        return None
    return Line(paragraph, size, bold)


def stands_above_words(paragraph: Element) -> bool:
    """A heading has something below it: a last line, or one of several bold lines, is none."""
    after = paragraph.getnext()
    while after is not None and after.tag == name("w:p") and not find(after, ".//w:t"):
        after = after.getnext()
    return after is not None and after.tag in {
        name("w:p"),
        name("w:tbl"),
        name("w:sdt"),
        name("w:altChunk"),
    }


def make_heading(paragraph: Element, level: int, styles: Styles) -> None:
    properties = find(paragraph, "./w:pPr")
    held = properties[0] if properties else etree.Element(name("w:pPr"))
    if not properties:
        paragraph.insert(0, held)
    for old in find(held, "./w:pStyle"):
        held.remove(old)
    style = etree.Element(name("w:pStyle"))
    style.set(name("w:val"), f"Heading{level}")
    held.insert(0, style)
    styles.add_heading(level)
