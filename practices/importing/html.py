"""Making text and HTML from outside safe to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3
from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from hub.inputs import whole_number

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CONTAINERS = {
    "div", "section", "article", "main", "header", "aside", "figure", "figcaption", "details",
    "summary", "address", "center", "blockquote", "pre", "dl", "dt", "dd", "body",
}  # fmt: skip
STRUCK = {"s", "del", "strike"}
INLINE = {"a", "b", "strong", "i", "em", "br"}
TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
ALLOWED = (
    HEADINGS | CONTAINERS | INLINE | STRUCK | TABLE
    | {"p", "ul", "ol", "li", "img", "sup", "sub", "input"}
)  # fmt: skip
THROWN_AWAY = {
    "script", "style", "title", "nav", "footer", "template", "noscript", "svg", "math", "form",
    "iframe", "object", "select", "textarea", "button",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start", "type"},
    "input": {"type", "checked"},
}
# `picture:` is our own: the place in the text of a picture that came with the file.
SCHEMES = {"http", "https", "mailto", "tel", "picture"}
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Without NULs, control characters and halves of characters, which databases refuse."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return CONTROLS.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Clean text on a single line, for titles, tags and the like."""
    return " ".join(clean_text(text).split())


def clean_html(markup: str) -> str:
    """Only the tags that a note can show, with safe links; scripts and styles go with their text."""
    return nh3.clean(
        clean_text(markup),
        tags=ALLOWED,
        clean_content_tags=THROWN_AWAY,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def page_of(markup: str) -> BeautifulSoup:
    """Clean markup, with what rich text has no tag for written as plain characters.

    Raised and lowered figures become ¹ and ₂, boxes to tick ☒ and ☐: so they stay what they are in
    a table, in a title, and in the plain boxes of the form. “5<sup>1</sup> per cent” is not 51.
    """
    page = BeautifulSoup(clean_html(markup), "lxml")
    for box in page.find_all("input"):
        ticked = "☒" if box.has_attr("checked") else "☐"
        box.replace_with(f"{ticked} " if box.get("type") == "checkbox" else "")
    for mark in page.find_all(["sup", "sub"]):
        mark.replace_with(set_off(mark.get_text(), raised=mark.name == "sup"))
    for pre in page.find_all("pre"):
        keep_lines(pre)
    page.smooth()
    return page


RAISED = str.maketrans("0123456789+-−–=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁱⁿ")
LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
ORDINALS = {"st", "nd", "rd", "th"}
OTHERS = {"tm": "™", "sm": "℠", "o": "°"}


def set_off(words: str, *, raised: bool) -> str:
    """Raised or lowered words in plain characters; “^a” and “_a” where there are none."""
    bare = words.strip()
    if raised and bare.casefold() in ORDINALS:
        return words
    if raised and bare.casefold() in OTHERS:
        return OTHERS[bare.casefold()]
    moved = bare.translate(RAISED if raised else LOWERED)
    if any(letter.isalnum() and letter in bare for letter in moved):
        return f"{'^' if raised else '_'}{bare}"
    return moved


# Wingdings by the number of the sign; files without its name have it at U+F000 and upwards.
WINGDINGS = {
    "A3": "☐", "A8": "☐", "6F": "☐", "70": "☐", "71": "☐", "72": "☐", "FE": "☒", "FD": "☒",
    "78": "☒", "54": "☒", "FC": "✓", "50": "✓", "52": "☒", "FB": "✗", "4F": "✗", "51": "☒",
    "E0": "→", "DF": "←", "E1": "↑", "E2": "↓", "A7": "•", "B7": "•", "D8": "➢", "4A": "☺",
}  # fmt: skip
PRIVATE = {0xF000 + int(code, 16): sign for code, sign in WINGDINGS.items()}


def with_known_signs(text: str) -> str:
    """Ticks, boxes and dots of picture fonts as signs that every machine can show."""
    return text.translate(PRIVATE)


def keep_lines(pre: Tag) -> None:
    """Lines that were typed as lines stay lines."""
    for text in pre.find_all(string=True):
        lines = str(text).strip("\n").split("\n")
        new: list[str | Tag] = [lines[0]]
        for line in lines[1:]:
            new += [Tag(name="br", can_be_empty_element=True), line]
        text.replace_with(*new)


APART = HEADINGS | CONTAINERS | TABLE | {"p", "li", "ul", "ol", "br"}


def words_in(piece: PageElement) -> str:
    """The words of a heading or cell: letters of one word together, its paragraphs on lines.

    Items of a list begin with a dot or their number; the address of a link stands after its words.
    """
    lines = re.sub(r"\x01\s*", " ", "".join(pieces_of(piece))).split("\n")
    return "\n".join(line for line in map(one_line, lines) if line not in {"", "•"})


def pieces_of(piece: PageElement) -> Iterator[str]:
    if isinstance(piece, NavigableString):
        yield re.sub(r"[\s\x01]+", " ", str(piece))
    elif isinstance(piece, Tag) and piece.name == "tr":
        cells = piece.find_all(["td", "th"], recursive=False)
        yield "\n" + " | ".join(one_line(words_in(cell)) for cell in cells) + "\n"
    elif isinstance(piece, Tag):
        yield "\n" if piece.name in APART else ""
        yield f"{label_of(piece)}\x01" if piece.name == "li" else ""
        for child in piece.children:
            yield from pieces_of(child)
        yield address_after(piece)
        yield "\n" if piece.name in APART else ""


def address_after(link: Tag) -> str:
    """Where a link leads, unless its words say so: plain text would lose it."""
    address = str(link.get("href", "")) if link.name == "a" else ""
    if not address.startswith("http") or one_line(link.get_text()) in address:
        return ""
    return f" ({address})"


# Numbers of a list, as the file has them.

ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def label_of(item: Tag) -> str:
    """“•”, “4.”, “b.” or “iv.”: what stands before this item of a list."""
    held = item.parent
    if held is None or held.name != "ol":
        return "•"
    place = sum(1 for _one in item.find_previous_siblings("li"))
    start = whole_number(held.get("start", "1"))
    number = place + (1 if start is None else start)
    return f"{written(number, str(held.get('type', '1')))}."


def written(number: int, kind: str) -> str:
    """The number as a list of this kind shows it."""
    if kind in {"a", "A"} and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if kind == "A" else letter
    if kind in {"i", "I"} and 0 < number < 40:
        made, rest = "", number
        for value, letters in ROMAN:
            made += letters * (rest // value)
            rest %= value
        return made.upper() if kind == "I" else made
    return str(number)


def is_plain_list(held: Tag) -> bool:
    """Whether its numbers are those that rich text gives by itself: 1, 2, 3."""
    plain = str(held.get("start", "1")) == "1" and str(held.get("type", "1")) == "1"
    return held.name != "ol" or plain
