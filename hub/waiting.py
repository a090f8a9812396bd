"""What waits for a person. Each room registers one function in AppConfig.ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hub.cache import ROOMS, cached


@dataclass(frozen=True)
class Ask:
    """Something waiting for this person: what, why now, where."""

    title: str
    why: str
    url: str
    due: date | None = None
    network: str = ""  # its name, for somebody who is in several (User.which_network)


AsksOf = Callable[[Any], Iterable[Ask]]
_asks: list[AsksOf] = []


def register_asks(source: AsksOf) -> None:
    """Add a function that gives what waits for a signed-in user."""
    if source not in _asks:
        _asks.append(source)


def asks_of(user: Any) -> list[Ask]:
    """All that waits for this person, most urgent first."""
    if not user.is_authenticated:
        return []
    return cached("asks", user.pk, ROOMS, lambda: all_asks(user))


def all_asks(user: Any) -> list[Ask]:
    found = [ask for source in _asks for ask in source(user)]
    return sorted(found, key=lambda ask: (ask.due is None, ask.due or date.max, ask.title))
