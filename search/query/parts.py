"""The two parts of an answer: what this network does, says and knows, and what others published.

A source never stands above something of the network's own (design decision 5). Which kinds of
thing belong to which part stands here alone: engines, page, API, feeds and alerts read it.
"""

from collections.abc import Iterator, Mapping

NETWORK = "network"
PUBLISHED = "published"
PARTS = (NETWORK, PUBLISHED)  # in the order of an answer
PUBLISHED_KINDS = frozenset({"source"})


def part_of(kind: str) -> str:
    """The part that things of this kind belong to."""
    return PUBLISHED if kind in PUBLISHED_KINDS else NETWORK


def page(
    totals: Mapping[str, int], only: str, offset: int, limit: int
) -> Iterator[tuple[str, int, int]]:
    """Which part to ask, from where and for how many, for one page of an answer in parts.

    `offset` counts through all parts in their order, or through the part named by `only`.
    """
    for part in PARTS:
        if only not in ("", part):
            continue
        count = totals.get(part, 0)
        here = min(max(count - offset, 0), limit)
        if here:
            yield part, offset, here
        offset, limit = max(offset - count, 0), limit - here
