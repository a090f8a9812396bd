"""Feeding the engines from SearchEntry, in order of revision."""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeGuard

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.models import Topic
from search.engines import router, status, weights
from search.engines.base import Document, Engine, EngineUnavailable, Taken
from search.engines.status import Building
from search.models import Ledger, SearchEntry
from search.query import parts

log = logging.getLogger(__name__)
BATCH = 500
OLD = {
    "historical": weights.HISTORICAL,
    "superseded": weights.SUPERSEDED,
    "undated": weights.UNDATED,
}
STEP = 5_000  # entries after which a command prints how far it is
LARGEST_NUMBER = 2**31 - 1
MOST_IN_SEARCH = 100  # changes that Elasticsearch takes while a reader waits


def feed_at_once() -> None:
    """Right after a commit: what was published is found by the next search.

    A failure is no matter: every search, and a job each two seconds, feeds again.
    """
    try:
        feed(router.embedded())
    except EngineUnavailable as error:
        log.warning("The index did not take a change at once: %s", error)


def feed_for_search(engine: Engine, ledger: Ledger) -> int:
    """Before a search: let the engine catch up, as far as a reader can wait for it. Returns the
    revision it answers from.

    The embedded index is built on the spot when it is missing, and answers from what it has when
    it cannot be written (a full disk). Elasticsearch is never built while a reader waits; until
    it has everything it counts as away. Raises EngineUnavailable when the engine must not answer.
    """
    taken = engine.taken()
    fits = _fits(taken, ledger)
    behind = ledger.revision - taken.revision if taken and fits else None
    if behind is not None and behind <= 0:
        return ledger.revision
    outside = engine.name != router.OWN
    if outside and (behind is None or behind > MOST_IN_SEARCH):
        raise EngineUnavailable(str(_("It has not taken all changes yet.")))
    try:
        feed(engine, ledger)
        return ledger.revision
    except EngineUnavailable:
        if outside or taken is None or not fits or engine.taken() is None:
            raise
        log.exception("The %s index could not take the newest changes.", engine.name)
        return taken.revision


def feed(engine: Engine, ledger: Ledger | None = None) -> int:
    """Give an engine all it has not taken; returns how many. Raises EngineUnavailable.

    An index of another life or another version, or one that is ahead, is built anew.
    """
    ledger = ledger or Ledger.now()
    taken = engine.taken()
    if not _fits(taken, ledger):
        return rebuild(engine)
    count, revision = 0, taken.revision
    while revision < ledger.revision:
        batch = list(_entries_after(revision)[:BATCH])
        revision = batch[-1].revision if len(batch) == BATCH else ledger.revision
        engine.take(list(documents(batch)), revision)
        count += len(batch)
    return count


def _fits(taken: Taken | None, ledger: Ledger) -> TypeGuard[Taken]:
    """Whether an index is one of this ledger's. One that is ahead is of a ledger since restored.

    Unless another process has fed it since `ledger` was read: then the ledger is ahead as well.
    """
    if taken is None or taken.life != ledger.life:
        return False
    return taken.revision <= ledger.revision or taken.revision <= Ledger.now().revision


def rebuild(engine: Engine, tell: Callable[[Building], None] | None = None) -> int:
    """Build the whole index anew from SearchEntry, while the old one answers. Returns how many.

    How far it is stands in `status.building` for all processes, and goes to `tell` each time.
    What stops in the midst leaves the old index as it is; building begins anew.
    """
    ledger = Ledger.now()
    taken = Taken(ledger.life, ledger.revision)
    so_far = Building(0, SearchEntry.objects.here().count())
    try:
        engine.rebuild(documents(_every_entry(engine, so_far, tell)), taken)
    finally:
        status.forget_building(engine.name)
    return so_far.done


def _every_entry(
    engine: Engine, so_far: Building, tell: Callable[[Building], None] | None
) -> Iterator[SearchEntry]:
    """In batches by key: a server with much to do keeps each waiting, and no cursor lives so long."""
    last = 0
    while batch := list(SearchEntry.objects.here().filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield from batch
        last = batch[-1].pk
        before, so_far.done = so_far.done, so_far.done + len(batch)
        so_far.whole = max(so_far.whole, so_far.done)  # more may be published meanwhile
        status.note_building(engine.name, so_far)
        if tell and before // STEP < so_far.done // STEP:
            tell(so_far)


def _entries_after(revision: int):
    return SearchEntry.objects.filter(revision__gt=revision).order_by("revision")


def documents(entries: Iterable[SearchEntry]) -> Iterator[Document]:
    """Entries as engines take them."""
    topics = {topic.slug: topic.name for topic in Topic.objects.all()}
    today = timezone.localdate()
    for entry in entries:
        yield document(entry, topics, today)


def document(entry: SearchEntry, topics: dict[str, str], today: date) -> Document:
    if entry.gone:
        return Document(entry.pk, entry.revision, gone=True)
    names = [topics.get(slug, slug.replace("-", " ")) for slug in entry.topics]
    return Document(
        id=entry.pk,
        revision=entry.revision,
        audience=entry.audience_key,
        title=entry.title,
        labels=" . ".join([*names, *entry.tags, entry.council_name]),
        summary=entry.summary,
        body=entry.body,
        facets=facets_of(entry),
        by=people_of(entry),
        day=entry.date.toordinal() if entry.date else 0,
        sink=sink_of(entry, today),
        adopted=_number(entry.extra.get("adopted")),
    )


def facets_of(entry: SearchEntry) -> dict[str, tuple[str, ...]]:
    values = {
        "part": (parts.part_of(entry.kind),),
        "kind": (entry.kind,),
        "topic": tuple(entry.topics),
        "council": (entry.council,),
        "tag": tuple(tag.lower() for tag in entry.tags),
        "status": (entry.status,),
        "year": (str(entry.date.year),) if entry.date else (),
    }
    return {name: tuple(filter(None, some)) for name, some in values.items()}


def people_of(entry: SearchEntry) -> tuple[str, ...]:
    """Whose thing it is, as by: finds it: e-mail addresses and names from `extra["by"]`."""
    people = entry.extra.get("by") or ()
    people = [people] if isinstance(people, str) else people
    return tuple(str(person).casefold() for person in people)


def sink_of(entry: SearchEntry, today: date) -> float:
    """How far a thing sinks that is past its time."""
    if entry.status in ("withdrawn", "stopped"):
        return weights.WITHDRAWN if entry.status == "withdrawn" else weights.STOPPED
    if entry.extra.get("signpost"):
        return weights.SIGNPOST
    if entry.status in OLD:
        return OLD[entry.status]
    if entry.review_by and entry.review_by < today:
        return weights.PAST_REVIEW
    return 1.0


def _number(value: object) -> int:
    """A count that every engine can hold."""
    return min(max(value, 0), LARGEST_NUMBER) if isinstance(value, int) else 0
