"""Things and their entries compared: what is missing, stale or left over, and putting it right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import models, transaction

from hub.search_registry import Kind, kinds
from search.models import SearchEntry
from search.records.writing import differing, name_of, write_all

CHUNK = 200
MISSING, STALE, LEFT_OVER = "missing", "stale", "left over"


@dataclass(frozen=True)
class Difference:
    """One thing whose entry is not what the thing is described as now.

    `what` is MISSING (it has none), STALE (`fields` differ) or LEFT_OVER (it must not be found, or
    is not there any more).
    """

    kind: str
    thing: str
    what: str
    fields: tuple[str, ...] = ()


def differences(some: Iterable[Kind] | None = None) -> Iterator[Difference]:
    """Describe every registered thing (or those of `some` kinds) and compare it with its entry.

    Writes nothing. On a hub in use a thing that changes meanwhile may be named by mistake.
    """
    for kind in kinds() if some is None else some:
        seen: set[str] = set()
        for chunk in _chunks(kind.everything()):
            seen.update(map(name_of, chunk))
            yield from _compared(kind, chunk)
        for thing in _without_a_thing(kind, seen):
            yield Difference(kind.kind, thing, LEFT_OVER)


def _chunks(things: Iterable[models.Model]) -> Iterator[list[models.Model]]:
    rest = iter(things)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _compared(kind: Kind, things: Sequence[models.Model]) -> Iterator[Difference]:
    here = SearchEntry.objects.here()
    held = {entry.thing: entry for entry in here.filter(thing__in=map(name_of, things))}
    for thing in things:
        name, finding = name_of(thing), kind.describe(thing)
        entry = held.get(name)
        if entry is None and finding is not None:
            yield Difference(kind.kind, name, MISSING)
        elif entry is not None and finding is None:
            yield Difference(kind.kind, name, LEFT_OVER)
        elif entry is not None and finding is not None and (fields := differing(entry, finding)):
            yield Difference(kind.kind, name, STALE, tuple(fields))


def _without_a_thing(kind: Kind, seen: set[str]) -> list[str]:
    """Entries of this kind's model that `everything` did not bring."""
    start = f"{kind.model._meta.label_lower}:"
    held = SearchEntry.objects.here().filter(thing__startswith=start).order_by("pk")
    return [thing for thing in held.values_list("thing", flat=True) if thing not in seen]


def record_everything(some: Iterable[Kind]) -> int:
    """Put right every entry of these kinds that differs from its thing; returns how many."""
    changed = 0
    for kind in some:
        seen: set[str] = set()
        for chunk in _chunks(kind.everything()):
            seen.update(map(name_of, chunk))
            with transaction.atomic():
                changed += write_all({name_of(thing): kind.describe(thing) for thing in chunk})
        with transaction.atomic():
            changed += write_all(dict.fromkeys(_without_a_thing(kind, seen)))
    return changed
