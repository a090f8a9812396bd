"""What stands on a council's shelf. Other rooms say so here; this room knows none of them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hub.front_door import News

ShelfOf = Callable[[Any, Any], Iterable[News]]
CountsFor = Callable[[Any], Mapping[str, int]]

_shelves: list[ShelfOf] = []
_counts: list[CountsFor] = []


def register_shelf(source: ShelfOf, counts: CountsFor) -> None:
    """Add what a council has posted: `source(user, council)`, and `counts(user)` by council slug."""
    if source not in _shelves:
        _shelves.append(source)
        _counts.append(counts)


def shelf_of(user: Any, council: Any) -> list[News]:
    """Everything of this council that the reader may see, newest first."""
    found = [thing for source in _shelves for thing in source(user, council)]
    return sorted(found, key=lambda thing: thing.day, reverse=True)


def counts_for(user: Any) -> dict[str, int]:
    """How many things of each council this reader may see, by the council's slug."""
    total: dict[str, int] = {}
    for source in _counts:
        for slug, count in source(user).items():
            total[slug] = total.get(slug, 0) + count
    return total
