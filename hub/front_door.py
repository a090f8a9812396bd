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
    network: str = ""  # its name, for somebody who is in several (User.which_network)


@dataclass(frozen=True)
class DemoAccount:
    """A demonstration account, shown only where settings.HUB_DEMO is on."""

    email: str
    who: str
    password: str
    name: str = ""
    hint: str = ""


@dataclass(frozen=True)
class News:
    """One new thing, as a line of a list; its fields are the arguments of components/entry.html."""

    kind: str
    kind_label: str
    title: str
    url: str
    day: date
    text: str = ""
    council_name: str = ""
    council_slug: str = ""
    stage: str = ""
    stage_label: str = ""
    facts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # names, the first one leads


@dataclass(frozen=True)
class TopicTile:
    """A topic with how many notes this reader can see, and from how many councils."""

    name: str
    url: str
    text: str
    notes: int
    councils: int
    of: int


@dataclass(frozen=True)
class Turn:
    """Whose turn it is to host. `states` are those of components/round.html, in turn order."""

    states: tuple[str, ...]
    host: str
    lines: tuple[str, ...]
    url: str
    key: tuple[tuple[str, str], ...] = ()


AsksOf = Callable[[Any], Iterable[Ask]]
NewsOf = Callable[[Any, int], Iterable[News]]
_asks: list[AsksOf] = []
_news: list[NewsOf] = []
_tiles: list[Callable[[Any], Iterable[TopicTile]]] = []
_turns: list[Callable[[Any], Turn | None]] = []
_accounts: list[Callable[[], Iterable[DemoAccount]]] = []


def register_asks(source: AsksOf) -> None:
    """Add a function that gives what waits for a signed-in user."""
    if source not in _asks:
        _asks.append(source)


def asks_of(user: Any) -> list[Ask]:
    """All that waits for this person, most urgent first."""
    found = [ask for source in _asks for ask in source(user)] if user.is_authenticated else []
    return sorted(found, key=lambda ask: (ask.due is None, ask.due or date.max, ask.title))


def register_news(source: NewsOf) -> None:
    """Add a function that gives the newest things a reader may see: `source(user, at_most)`."""
    if source not in _news:
        _news.append(source)


def news_of(user: Any, at_most: int = 8) -> list[News]:
    """What is new for this reader, newest first."""
    found = [news for source in _news for news in source(user, at_most)]
    return sorted(found, key=lambda news: news.day, reverse=True)[:at_most]


def register_topic_tiles(source: Callable[[Any], Iterable[TopicTile]]) -> None:
    """Name the function that gives the topics as this reader sees them."""
    _tiles[:] = [source]


def topic_tiles_of(user: Any) -> list[TopicTile]:
    return [tile for source in _tiles for tile in source(user)]


def register_turn(source: Callable[[Any], Turn | None]) -> None:
    """Name the function that says whose turn it is to host, or None where nobody's is planned."""
    _turns[:] = [source]


def turn_of(user: Any) -> Turn | None:
    """The next turn at this person's table, if a room has told and one is planned."""
    return next((turn for source in _turns if (turn := source(user))), None)


def register_demo_accounts(source: Callable[[], Iterable[DemoAccount]]) -> None:
    _accounts.append(source)


def demo_accounts() -> list[DemoAccount]:
    """The accounts of the demonstration, or none on a real hub."""
    return [account for source in _accounts for account in source()]
