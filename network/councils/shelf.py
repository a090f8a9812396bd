"""What stands on a council's shelf. Other rooms say so here; this room knows none of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.front_door import News


@dataclass(frozen=True)
class Seated:
    """Somebody from the council, with her roles in words."""

    name: str
    url: str
    roles: str


ShelfOf = Callable[[Any, Any], Iterable[News]]
CountsFor = Callable[[Any], Mapping[str, int]]

PeopleOf = Callable[[Any, Any], Iterable[Seated]]
FeedOf = Callable[[Any], str]

_people: list[PeopleOf] = []
_feeds: list[FeedOf] = []
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


def by_topic(things: Iterable[News]) -> list[tuple[str, list[News]]]:
    """Things under their first topic, topics in the order of their newest thing, none last."""
    groups: dict[str, list[News]] = {}
    for thing in things:
        groups.setdefault(thing.topics[0] if thing.topics else "", []).append(thing)
    return sorted(groups.items(), key=lambda group: group[0] == "")


def register_people(source: PeopleOf) -> None:
    """Add who is from a council: `source(user, council)`, as far as this reader may know."""
    if source not in _people:
        _people.append(source)


def people_of(user: Any, council: Any) -> list[Seated]:
    return [person for source in _people for person in source(user, council)]


def register_feed(address: FeedOf) -> None:
    """Say where a council's feed is: `address(council)`."""
    if address not in _feeds:
        _feeds.append(address)


def feed_of(council: Any) -> str:
    """The address of the council's feed, or nothing when no room has one."""
    return next((address(council) for address in _feeds), "")
