"""Files that hang on things. Rooms say here what holds files; `search` reads them and knows no room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model, QuerySet

from hub.findable import Finding

if TYPE_CHECKING:
    from hub.models import HubDocument

DescribeFile = Callable[[int, "HubDocument"], Finding | None]


@dataclass(frozen=True)
class Holding:
    """One way of things to hold files.

    `uses` gives the rows that tie a file to its holder: `document` is the file and the field named
    by `by` the holder. `describe` is asked with the holder's key and the file: its Finding without
    the words inside, or None when that file must not be found on that holder now.
    """

    name: str
    holder: type[Model]
    by: str
    uses: Callable[[], QuerySet]
    describe: DescribeFile


_holdings: dict[str, Holding] = {}


def register_files(
    name: str, holder: type[Model], *, by: str, uses: Callable[[], QuerySet], describe: DescribeFile
) -> None:
    """Let the files of these things be found by what they say. Call it in AppConfig.ready.

    `name` is kept beside each text, so it must not change. A change of a holder (saved, published,
    deleted, or told by `findable.changed`) is a change of who may find its files.
    """
    _holdings[name] = Holding(name, holder, by, uses, describe)


def holdings() -> tuple[Holding, ...]:
    """All ways to hold files, in the order they registered."""
    return tuple(_holdings.values())


def holding_named(name: str) -> Holding | None:
    """The way to hold files of this name; None when no room has it any more."""
    return _holdings.get(name)
