"""The reader's own menu, under her name: each room says which of its pages are hers to use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class OwnPage:
    """A line of the menu. `name` is a URL's name.

    `hers_alone` is a page of no room: the main menu marks no room as the place where she is.
    """

    name: str
    label: str
    hers_alone: bool = False


Source = Callable[[Any], Iterable[OwnPage]]
_sources: list[tuple[int, Source]] = []


def register_own_pages(order: int, source: Source) -> None:
    """Add a function that gives the pages a signed-in user may use; low orders stand first."""
    if (order, source) not in _sources:
        _sources.append((order, source))


def own_pages_of(user: Any) -> list[OwnPage]:
    if not user.is_authenticated:
        return []
    by_order = sorted(_sources, key=lambda known: known[0])
    return [page for _order, source in by_order for page in source(user)]
