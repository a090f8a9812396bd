"""The chain of hashes that proves a trail whole. Pure: no Django, no database.

Each row carries the hash of the row before it, so a row that is changed, removed or slipped in
breaks the chain from there on. Rows cut off the end are seen by the count kept beside the chain.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

FIRST = "0" * 64


@dataclass(frozen=True)
class Link:
    """One row of a trail as the chain sees it: its number, what it says and the two hashes."""

    number: int
    says: Mapping[str, object]
    before: str
    own: str


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold, in words for the person who checks."""

    number: int
    why: str


def hash_of(before: str, says: Mapping[str, object]) -> str:
    """SHA-256 over the hash before and the row's values, the same on every machine."""
    text = json.dumps(says, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def breaks_in(links: Iterable[Link], count: int | None = None, last: str = "") -> Iterator[Break]:
    """Every place where a chain does not hold. `count` and `last` are what the head remembers."""
    before, seen = FIRST, 0
    for link in links:
        seen += 1
        if link.before != before:
            yield Break(link.number, "does not follow the row before it")
        if hash_of(link.before, link.says) != link.own:
            yield Break(link.number, "was changed after it was written")
        before = link.own
    if count is not None and count != seen:
        yield Break(seen, f"there should be {count} rows and there are {seen}")
    elif count is not None and last != before:
        yield Break(seen, "the last row is not the one that was written last")
