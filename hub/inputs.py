"""Readers of what people and addresses say: whole numbers, and links that may be kept. Pure."""

from __future__ import annotations

import re
from urllib.parse import unquote

LONGEST = 18  # digits; the largest key of either database has nineteen


def whole_number(text: object, *, most: int = 10**LONGEST - 1) -> int | None:
    """The number 0, 1, 2 … that is written in plain digits; None for everything else.

    `int()` and `isdigit()` say other things: `²` is a digit and no number, `٣` is a number that
    nobody types by hand, and five thousand digits raise an error. A sign, a blank in between,
    `1e3`, `4.0`, nothing, and what is larger than `most` are None as well.
    """
    plain = str(text).strip(" ") if isinstance(text, str | int) and text is not True else ""
    if not (plain.isascii() and plain.isdigit() and len(plain) <= LONGEST):
        return None
    number = int(plain)
    return number if number <= most else None


def whole_numbers(texts: object) -> set[int]:
    """Those of a form's values that are whole numbers."""
    values = texts if isinstance(texts, list | tuple | set) else []
    return {number for text in values if (number := whole_number(text)) is not None}


# Which addresses typed into a text may become links. Pure: no Django.

OUTSIDE = re.compile(r"^(?:https?://|mailto:|tel:)", re.IGNORECASE)
NEVER_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
DECODINGS = 5


def is_inside(address: str) -> bool:
    r"""Whether this leads to a page of the hub itself, whatever a browser makes of it.

    Browsers read a backslash as a slash and drop tabs and line breaks, so `/\other.example` and
    `/<tab>/other.example` lead away like `//other.example`. Coded spellings (`/%5Cother`), coded
    again too, count as what they stand for.
    """
    for _again in range(DECODINGS):
        path = re.split(r"[?#]", address, maxsplit=1)[0]
        if not path.startswith("/") or path.startswith("//") or "\\" in path:
            return False
        if NEVER_IN_ADDRESS.search(path):
            return False
        plain = unquote(path)
        if plain == path:
            return True
        # A blank is a fair part of a name once it is coded.
        address = plain.replace(" ", "+").replace("?", "+").replace("#", "+")
    return False


def may_be_linked(address: str) -> bool:
    """An outside address with its scheme, or an inside one; nothing that only looks like one."""
    if OUTSIDE.match(address):
        return not NEVER_IN_ADDRESS.search(address)
    return is_inside(address)
