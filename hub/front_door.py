"""What rooms put on the home page: things that wait for this person, and what is new.

Rooms register functions in AppConfig.ready, so the hub imports none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Ask:
    """Something waiting for this person: what, why now, where."""

    title: str
    why: str
    url: str
    due: date | None = None


@dataclass(frozen=True)
class DemoAccount:
    """A demonstration account, shown only where settings.HUB_DEMO is on."""

    email: str
    who: str
    password: str
    name: str = ""
    hint: str = ""


AsksOf = Callable[[Any], Iterable[Ask]]
_asks: list[AsksOf] = []
_accounts: list[Callable[[], Iterable[DemoAccount]]] = []


def register_asks(source: AsksOf) -> None:
    """Add a function that gives what waits for a signed-in user."""
    if source not in _asks:
        _asks.append(source)


def asks_of(user: Any) -> list[Ask]:
    """All that waits for this person, most urgent first."""
    found = [ask for source in _asks for ask in source(user)] if user.is_authenticated else []
    return sorted(found, key=lambda ask: (ask.due is None, ask.due or date.max, ask.title))


def register_demo_accounts(source: Callable[[], Iterable[DemoAccount]]) -> None:
    _accounts.append(source)


def demo_accounts() -> list[DemoAccount]:
    """The accounts of the demonstration, or none on a real hub."""
    return [account for source in _accounts for account in source()]
