"""Rules about files without a database: what a text points at, and who is among whose readers."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from hub.numbers import whole_number, whole_numbers

NOBODY = "nobody"
TAG = re.compile(r"<(?:a|embed)\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
KINDS = ("document", "image", "page")


class Pointed(NamedTuple):
    """Numbers of the documents, the pictures and the pages that a text points at."""

    documents: frozenset[int]
    images: frozenset[int]
    pages: frozenset[int] = frozenset()


def pointed_at(texts: Iterable[Any]) -> Pointed:
    """What rich text and the raw data of blocks point at, however deep it lies."""
    found = {pair for text in texts for pair in walk(text)}
    return Pointed(*(frozenset(n for kind, n in found if kind == one) for one in KINDS))


def walk(value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, str):
        yield from in_markup(value)
    elif isinstance(value, dict):
        for key, part in value.items():
            number = whole_number(part) if key in KINDS else None
            if number is not None:
                yield key, number
            else:
                yield from walk(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from walk(part)


def in_markup(markup: str) -> Iterator[tuple[str, int]]:
    """From each tag every kind with every number, so that no spelling of a tag slips by."""
    for tag in TAG.findall(markup):
        held = [
            (name.lower(), html.unescape(double or single or bare).strip())
            for name, double, single, bare in ATTRIBUTE.findall(tag)
        ]
        kinds = {value.lower() for name, value in held if name in ("linktype", "embedtype")}
        numbers = whole_numbers([value for name, value in held if name == "id"])
        yield from ((kind, number) for kind in KINDS if kind in kinds for number in numbers)


def holds_all_of(wide: str, narrow: str, network_id: int | None) -> bool:
    """Whether every holder of the narrow audience key also holds the wide one.

    `network_id` is the network of the council whose note has the narrow key.
    """
    if NOBODY in (wide, narrow):
        return False
    level = narrow.partition(":")[0]
    wider = {"public", narrow}
    if level in ("council", "network") and network_id:
        wider |= {f"adass:{network_id}"} | (
            {f"network:{network_id}"} if level == "council" else set()
        )
    return wide in wider
