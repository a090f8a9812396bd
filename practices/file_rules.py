"""Rules about files without a database: which a text uses, and whose they are then."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

NOBODY = "nobody"
WIDTH = {"public": 3, "adass": 2, "network": 1, "council": 0}
LINK = re.compile(r"<a\b[^>]*\blinktype=\"document\"[^>]*>", re.IGNORECASE)
EMBED = re.compile(r"<embed\b[^>]*\bembedtype=\"image\"[^>]*>", re.IGNORECASE)
ID = re.compile(r"\bid=\"(\d+)\"")


class Files(NamedTuple):
    """Ids of the documents and the pictures that a text uses."""

    documents: frozenset[int]
    images: frozenset[int]


def files_in(texts: Iterable[Any]) -> Files:
    """The files in rich text and in the raw data of blocks, however deep they lie."""
    found = [pair for text in texts for pair in walk(text)]
    return Files(
        frozenset(number for kind, number in found if kind == "document"),
        frozenset(number for kind, number in found if kind == "image"),
    )


def walk(value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, str):
        yield from (("document", number) for number in ids_in(LINK, value))
        yield from (("image", number) for number in ids_in(EMBED, value))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in ("document", "image") and isinstance(part, int):
                yield key, part
            else:
                yield from walk(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from walk(part)


def ids_in(tag: re.Pattern[str], markup: str) -> Iterator[int]:
    for found in tag.findall(markup):
        number = ID.search(found)
        if number:
            yield int(number[1])


def widest(keys: Iterable[str]) -> str:
    """The one audience key that holds all readers of these keys; `nobody` where none does.

    Two councils, or two networks, have no key in common: then only the notes themselves decide.
    A council and its network have: the network's.
    """
    held = set(keys) - {NOBODY}
    if not held:
        return NOBODY
    width = max(WIDTH.get(key.partition(":")[0], -1) for key in held)
    top = {key for key in held if WIDTH.get(key.partition(":")[0], -1) == width}
    owners = {key.partition(":")[2] for key in held if not key.startswith(("public", "council"))}
    if width == WIDTH["public"]:
        return "public"
    return top.pop() if len(top) == 1 and len(owners) <= 1 and width >= 0 else NOBODY
