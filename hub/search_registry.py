"""What can be found. Rooms say here what they hold; `search` reads it and knows no room by name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.dispatch import Signal


@dataclass(frozen=True)
class SearchRecord:
    """One thing as search sees it. All text is plain (no markup); topics and council are slugs."""

    kind: str
    title: str
    url: str
    audience_key: str
    summary: str = ""
    body: str = ""
    council: str = ""
    council_name: str = ""
    network_id: int | None = None
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    status: str = ""
    date: datetime.date | None = None
    review_by: datetime.date | None = None
    ref: str = ""
    source_url: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


Describe = Callable[[Any], SearchRecord | None]


@dataclass(frozen=True)
class Kind:
    """A registered model: `describe` gives its Finding, or None when it must not be found."""

    kind: str
    label: Any
    model: type[Model]
    describe: Describe
    everything: Callable[[], Iterable[Any]]
    turns_with_the_day: bool = False


Affected = Callable[[Collection[Any]], QuerySet]


@dataclass(frozen=True)
class Follow:
    """A description of `thing` reads rows of `model`: when one of those changes, so may it.

    `affected` takes keys of such rows and gives the things that read them, as the database stands.
    """

    thing: type[Model]
    model: type[Model]
    affected: Affected
    only_when_deleted: bool = False


@dataclass(frozen=True)
class FollowLinks:
    """A description of `thing` reads the many-to-many rows of `through`."""

    thing: type[Model]
    through: type[Model]


_kinds: dict[type[Model], Kind] = {}
_follows: list[Follow | FollowLinks] = []
changed_signal = Signal()  # sent with `instance`: search writes its entry in this transaction
changed_many_signal = Signal()  # the same with `instances`, all of one model, sender the model


def register(
    model: type[Model],
    *,
    kind: str,
    label: Any,
    describe: Describe,
    everything: Callable[[], Iterable[Any]] | None = None,
    turns_with_the_day: bool = False,
) -> None:
    """Make objects of `model` findable as `kind`. Call it in AppConfig.ready.

    `everything` yields all objects for a rebuild; default: all rows of the model. Say
    `turns_with_the_day` when a description depends on today's date: these things are described
    anew each night. What else a description reads is told by `follow` and `follow_links`. A model
    with child rows of its own (ClusterableModel) calls `changed` at the end of its `save`.
    """
    rows = everything or (lambda: model._default_manager.all().iterator(chunk_size=500))
    _kinds[model] = Kind(kind, label, model, describe, rows, turns_with_the_day)


def follow(
    thing: type[Model], model: type[Model], affected: Affected, *, only_when_deleted: bool = False
) -> None:
    """Describe things anew when a row of `model`, which their description reads, changes.

    A row may be saved, deleted, published or told of by `changed` and `changed_many`; things that
    it led to before and things that it leads to now are both described. Call it in AppConfig.ready.
    """
    _follows.append(Follow(thing, model, affected, only_when_deleted))


def follow_links(thing: type[Model], through: type[Model]) -> None:
    """The same for a many-to-many relation of the thing's own, from either end."""
    _follows.append(FollowLinks(thing, through))


def follows() -> tuple[Follow | FollowLinks, ...]:
    """All that descriptions read beside the thing itself."""
    return tuple(_follows)


def kinds() -> tuple[Kind, ...]:
    """All registered kinds, in the order they registered."""
    return tuple(_kinds.values())


def kind_of(model: type[Model]) -> Kind | None:
    """The registration of exactly this model, if there is one."""
    return _kinds.get(model)


def changed(instance: Model) -> None:
    """Say that a thing changed in a way no save shows: many-to-many, bulk update, a new name."""
    changed_signal.send(sender=type(instance), instance=instance)


def changed_many(instances: Sequence[Model]) -> None:
    """Say it of many things of one model at once, as an import does with some hundreds a time.

    Sends one `changed_many_signal` with `instances`; its receiver writes all entries with few
    queries, in this transaction. While nobody listens to it, each thing is sent by `changed`, so
    nothing goes missing either way.
    """
    if not instances:
        return
    model = type(instances[0])
    if changed_many_signal.has_listeners(model):
        changed_many_signal.send(sender=model, instances=instances)
        return
    for instance in instances:
        changed(instance)


# What is like a text that somebody is writing. `search` fills this; rooms ask it.


@dataclass(frozen=True)
class Like:
    """Something close to the text, that this reader may see."""

    title: str
    url: str
    council_name: str = ""
    summary: str = ""


FindsSimilar = Callable[[str, str, Any, int], list[Like]]
_finders: list[FindsSimilar] = []


def register_similar(finder: FindsSimilar) -> None:
    """`finder(text, kind, reader, most)`; call it in AppConfig.ready. The last one counts."""
    _finders[:] = [finder]


def similar_to(
    text: str, *, kind: str, reader: Any, besides: str = "", most: int = 3
) -> list[Like]:
    """Things of this kind that are close to the text, nearest first; none where nobody can say."""
    if not _finders or not text.strip():
        return []
    found = _finders[0](text[:2000], kind, reader, most + 1)
    return [like for like in found if like.url != besides][:most]


# Told when somebody opens the page of a thing. Nobody is told who it was.

thing_read = Signal()  # sent with `instance`


def was_read(instance: Model) -> None:
    """Say that this thing's own page was opened by a reader who is not its writer."""
    thing_read.send(sender=type(instance), instance=instance)
