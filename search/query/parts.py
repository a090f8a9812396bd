"""The two parts of an answer: what this network does, says and knows, and what others published.

A source never stands above something of the network's own (design decision 5). Which kinds of
thing belong to which part stands here alone: engines, page, API, feeds and alerts read it.
"""

from collections.abc import Iterable
from typing import NamedTuple

NETWORK = "network"
PUBLISHED = "published"
PARTS = (NETWORK, PUBLISHED)  # in the order of an answer
PUBLISHED_KINDS = frozenset({"source"})
KINDS = (  # as they follow each other wherever things are listed by kind; others stand before sources
    *("note", "question", "person", "minutes", "meeting", "issue", "file"),
    *("council", "topic", "term"),
)
BESIDE = 5  # published things on a page that has something of the network's own


class Span(NamedTuple):
    """Which hits of one part to bring: from number `first` (the best is 0), at most `most`."""

    first: int
    most: int


NONE = Span(0, 0)


def part_of(kind: str) -> str:
    """The part that things of this kind belong to."""
    return PUBLISHED if kind in PUBLISHED_KINDS else NETWORK


def place_of_kind(kind: str) -> tuple[int, int, str]:
    """For sorting kinds: notes first, sources last."""
    known = KINDS.index(kind) if kind in KINDS else len(KINDS)
    return PARTS.index(part_of(kind)), known, kind


def asked_for(only: str, kinds: Iterable[str]) -> tuple[str, ...]:
    """The parts that can hold what is looked for: `only` one of them, or things of these kinds."""
    wanted = {part_of(kind) for kind in kinds} or set(PARTS)
    return tuple(part for part in PARTS if part in wanted and only in ("", part))


def in_one_list(offset: int, limit: int, before: int) -> Span:
    """The hits of a part that one list through all parts shows, `before` hits standing above it."""
    return Span(max(offset - before, 0), limit - min(max(before - offset, 0), limit))


def in_blocks(part: str, page: int, size: int, above: int) -> Span:
    """The hits of a part that has a list and pages of its own (pages count from 1).

    What others published is shown in short pages while the network has something above it.
    """
    shown = min(size, BESIDE) if part == PUBLISHED and above else size
    return Span((page - 1) * shown, shown)
