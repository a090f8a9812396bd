"""What can be found. Rooms say here what they hold; `search` reads it and knows no room by name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.dispatch import Signal


@dataclass(frozen=True)
class Finding:
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


Describe = Callable[[Any], Finding | None]


@dataclass(frozen=True)
class Kind:
    """A registered model: `describe` gives its Finding, or None when it must not be found."""

    kind: str
    label: Any
    model: type[Model]
    describe: Describe
    everything: Callable[[], Iterable[Any]]


_kinds: dict[type[Model], Kind] = {}
changed_signal = Signal()  # sent with `instance`: search writes its entry in this transaction
changed_many_signal = Signal()  # the same with `instances`, all of one model, sender the model


def register(
    model: type[Model],
    *,
    kind: str,
    label: Any,
    describe: Describe,
    everything: Callable[[], Iterable[Any]] | None = None,
) -> None:
    """Make objects of `model` findable as `kind`. Call it in AppConfig.ready.

    `everything` yields all objects for a rebuild; default: all rows of the model.
    """
    rows = everything or (lambda: model._default_manager.all().iterator(chunk_size=500))
    _kinds[model] = Kind(kind, label, model, describe, rows)


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
