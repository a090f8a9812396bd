"""Files that hang on things. Rooms say here what holds files; `search` reads them and knows no room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from hub.findable import Finding

if TYPE_CHECKING:
    from hub.file_owner import File
    from hub.models import HubDocument

DescribeFile = Callable[[int, "HubDocument"], Finding | None]
KeyOfFile = Callable[[Any, "File"], str]
MayRead = Callable[[Any, Any, "File"], bool]


@dataclass(frozen=True)
class Holding:
    """One way of things to hold files.

    `uses` gives the rows that tie a file to its holder: `document` is the file and the field named
    by `by` the holder. `describe` is asked with the holder's key and the file: its Finding without
    the words inside, or None when that file must not be found on that holder now.

    `key` gives the audience key of a file that the holder owns, as things stand; `may_read` whether
    a reader may open it, which may be more people than hold the key (whoever may open a draft).
    `address` is where such a file is opened, if not under /documents/: only there is it handed out.
    """

    name: str
    holder: type[Model]
    by: str
    uses: Callable[[], QuerySet]
    describe: DescribeFile
    key: KeyOfFile
    may_read: MayRead
    address: Callable[[HubDocument], str] | None = None


_holdings: dict[str, Holding] = {}


def register_files(
    name: str,
    holder: type[Model],
    *,
    by: str,
    uses: Callable[[], QuerySet],
    describe: DescribeFile,
    key: KeyOfFile,
    may_read: MayRead,
    address: Callable[[HubDocument], str] | None = None,
) -> None:
    """Let the files of these things be found by what they say. Call it in AppConfig.ready.

    `name` is kept beside each text, so it must not change. A change of a holder (saved, published,
    deleted, or told by `findable.changed`) is a change of who may find its files.
    """
    _holdings[name] = Holding(name, holder, by, uses, describe, key, may_read, address)


def holdings() -> tuple[Holding, ...]:
    """All ways to hold files, in the order they registered."""
    return tuple(_holdings.values())


def holding_named(name: str) -> Holding | None:
    """The way to hold files of this name; None when no room has it any more."""
    return _holdings.get(name)


def holding_of(model: type[Model]) -> Holding | None:
    """The way in which things of this model hold files."""
    return next((one for one in _holdings.values() if one.holder is model), None)
