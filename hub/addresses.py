"""Which addresses typed into a text may become links. Pure: no Django."""

from __future__ import annotations

import re
from urllib.parse import unquote

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
