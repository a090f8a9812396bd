"""Fields, boxes of forms and signs of picture fonts, as the words that one sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hub.inputs import whole_number
from practices.importing.html import WINGDINGS
from practices.importing.readers.word.package import (
    Element,
    Package,
    find,
    heading_above,
    host_of,
    is_on,
    name,
    new,
    remove,
    texts,
    value,
    words_of,
)

KNOWN_FONTS = {"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"}
SILENT = {"XE", "TC", "RD", "TA", "PRIVATE", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"}


def unfold_fields(package: Package) -> None:
    """Pandoc leaves out simple fields, boxes of old forms, and signs of Wingdings."""
    for root in texts(package):
        for sign in find(root, ".//w:sym"):
            replace_sign(package, sign)
        for font in find(root, ".//w:rFonts[@w:ascii='Wingdings' or @w:hAnsi='Wingdings']"):
            replace_letters(font)
        for simple in find(root, ".//w:fldSimple"):
            unwrap_simple(package, simple)
        for box in find(root, ".//w:sdt[w:sdtPr/w:showingPlcHdr]"):
            empty_box(package, box)
        unfold_complex(package, root)
        for mark in find(root, ".//w:dstrike"):
            mark.tag = name("w:strike")


def replace_sign(package: Package, sign: Element) -> None:
    """Boxes and ticks; the other signs of the usual fonts are known to pandoc."""
    font, code = value(sign, "w:font"), value(sign, "w:char").upper()
    known = WINGDINGS.get(code[-2:]) if font == "Wingdings" else letter(code)
    if known is not None:
        sign.tag = name("w:t")
        sign.attrib.clear()
        sign.text = known
    elif font not in KNOWN_FONTS:
        host = host_of(sign)
        package.losses.add(
            _("A sign of the font “%(font)s” could not be kept") % {"font": font or "?"},
            "" if host is None else words_of(host), heading_above(sign))  # fmt: skip


def replace_letters(font: Element) -> None:
    """Letters that were typed in Wingdings: “þ” is a box with a tick."""
    for text in find(font, "ancestor::w:r[1]/w:t"):
        letters = text.text or ""
        text.text = "".join(WINGDINGS.get(f"{ord(one) & 0xFF:02X}", one) for one in letters)


def letter(code: str) -> str | None:
    """The sign that a code of Unicode stands for; F000 to F0FF mean another sign in each font."""
    known = re.fullmatch(r"[0-9A-F]{1,4}", code) and not code.startswith("F0")
    sign = chr(int(code, 16)) if known else ""
    return sign if sign.isprintable() and sign else None


def unwrap_simple(package: Package, simple: Element) -> None:
    """A date, a name or a number that Word fills in: the words it shows."""
    said = value(simple, "w:instr").split()
    if not words_of(simple) and said and said[0].upper() not in SILENT:
        package.losses.add(
            _("A field of Word’s shows no words and was left out"), said[0], heading_above(simple)
        )
    for child in list(simple):
        simple.addprevious(child)
    remove(simple)


def empty_box(package: Package, box: Element) -> None:
    """“Click here to enter a date” is no text of the document."""
    package.losses.add(_("An empty box of a form was left out"), words_of(box), heading_above(box))
    for text in find(box, "./w:sdtContent//w:t"):
        text.text = ""


@dataclass
class Open:
    """A field that has begun."""

    begin: Element
    parts: list[Element] = field(default_factory=list)
    instruction: str = ""


def unfold_complex(package: Package, root: Element) -> None:
    """Fields in pieces: their marks go, what they show stays. Links are left for pandoc."""
    held: list[Open] = []
    for part in find(root, ".//w:fldChar | .//w:instrText"):
        if part.tag == name("w:instrText"):
            if held:
                held[-1].instruction += part.text or ""
                held[-1].parts.append(part)
            continue
        kind = value(part, "w:fldCharType")
        if kind == "begin":
            held.append(Open(part))
        if held:
            held[-1].parts.append(part)
        if kind == "end" and held:
            close(held.pop())


def close(one: Open) -> None:
    if one.instruction.strip().upper().startswith("HYPERLINK"):
        return
    shown = shown_by(one.begin)
    run = one.begin.getparent()
    if shown and run is not None:
        run.addprevious(new("r", shown))
    for part in one.parts:
        remove(part)


def shown_by(begin: Element) -> str:
    """What a box of an old form holds: a tick, or the chosen line."""
    for box in find(begin, "./w:ffData/w:checkBox"):
        marks = find(box, "w:checked") or find(box, "w:default")
        return "☒" if is_on(marks[0] if marks else None) else "☐"
    for box in find(begin, "./w:ffData/w:ddList"):
        lines = [value(line) for line in find(box, "w:listEntry")]
        chosen = find(box, "w:result") or find(box, "w:default")
        place = (whole_number(value(chosen[0])) if chosen else None) or 0
        return lines[place] if place < len(lines) else ""
    return ""
