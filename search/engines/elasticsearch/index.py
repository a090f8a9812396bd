"""Indices behind one alias: made, filled, pointed at; and the note of how far each has come."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple, TypeVar

from elasticsearch import (
    ApiError,
    BadRequestError,
    Elasticsearch,
    NotFoundError,
    TransportError,
    helpers,
)

from search.engines.base import Document, EngineUnavailable, Taken
from search.engines.elasticsearch import troubles
from search.engines.elasticsearch.mapping import (
    LEDGER,
    LONGEST_REASON,
    SIMILARITIES,
    VERSION,
    EntryDocument,
    refused_source,
    source_of,
)
from search.engines.elasticsearch.server import Server

SHARDS = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}
IN_USE = {"auto_expand_replicas": "0-2", "refresh_interval": "1s"}
BUILDING = "being-built"  # the part of a name that is not yet pointed at
GREEN_SECONDS = 60

# The note moves forward only, and only in the index that the documents were sent to.
ADVANCE = """
if (ctx._source.ledger.build == params.build && ctx._source.ledger.revision < params.revision) {
  ctx._source.ledger.revision = params.revision
} else { ctx.op = 'noop' }
"""


class Note(NamedTuple):
    """How far an index has come; `build` tells it from the one that takes its place."""

    build: str
    taken: Taken


def create(client: Elasticsearch, alias: str) -> str:
    """A new empty index of this version; returns its name, by `building(name)` it is written to."""
    name = f"{alias}-v{VERSION}-{time.time_ns()}"
    client.indices.create(
        index=name,
        settings=SHARDS | {"similarity": SIMILARITIES},
        mappings=EntryDocument._doc_type.mapping.to_dict(),
        aliases={building(name): {}},
    )
    return name


def building(name: str) -> str:
    """The alias by which a new index is written. Unlike a name it makes no index that is gone."""
    return f"{name}-{BUILDING}"


def begin(client: Elasticsearch, name: str, taken: Taken) -> None:
    """Write the first note of a new index."""
    note_of = {"version": VERSION, "build": name, "life": taken.life, "revision": taken.revision}
    client.index(index=building(name), id=LEDGER, document={"ledger": note_of}, require_alias=True)


def point_at(client: Elasticsearch, alias: str, name: str) -> None:
    """Let the alias name this index from one moment to the next, and remove the older ones.

    May be done again after it was stopped in the midst. A newer one, which another process built
    or builds at the same time, is left alone.
    """
    client.indices.put_settings(index=name, settings=IN_USE)
    client.indices.refresh(index=name)
    client.options(request_timeout=GREEN_SECONDS + 5).cluster.health(
        index=name, wait_for_status="green", timeout=f"{GREEN_SECONDS}s"
    )
    named = client.indices.exists_alias(name=alias)
    if named and any(_made_at(other) > _made_at(name) for other in _named_by(client, alias)):
        client.indices.delete(index=name)
        return
    actions: list[dict[str, Any]] = [
        {"remove": {"index": f"{alias}-v*", "alias": alias, "must_exist": False}},
        {"add": {"index": name, "alias": alias}},
        {"remove": {"index": name, "alias": building(name), "must_exist": False}},
    ]
    if not named and client.indices.exists(index=alias):
        actions.insert(0, {"remove_index": {"index": alias}})  # an index took the alias' name
    client.indices.update_aliases(actions=actions)
    for other in client.indices.get(index=f"{alias}-v*"):
        if _made_at(other) < _made_at(name):
            client.options(ignore_status=404).indices.delete(index=other)


def drop_unfinished(client: Elasticsearch, name: str) -> None:
    """Remove an index that was never pointed at: it would hold memory of a server that has little."""
    if client.indices.exists_alias(name=building(name)):
        client.options(ignore_status=404).indices.delete(index=name)


def _named_by(client: Elasticsearch, alias: str) -> list[str]:
    return list(client.indices.get_alias(name=alias))


def _made_at(name: str) -> int:
    made = name.rpartition("-")[2]
    return int(made) if made.isdigit() else 0


def note_of(client: Elasticsearch, alias: str) -> Note | None:
    """How far the index has come; None when there is none of this version."""
    try:
        held = client.get(index=alias, id=LEDGER)["_source"]["ledger"]
    except NotFoundError:
        return None
    except BadRequestError:  # the alias names several indices
        return None
    if held["version"] != VERSION:
        return None
    return Note(held["build"], Taken(held["life"], held["revision"]))


def advance(client: Elasticsearch, alias: str, build: str, revision: int) -> bool:
    """Write down that `build` has come as far as `revision`. False when it is not in use any more."""
    script = {"source": ADVANCE, "params": {"build": build, "revision": revision}}
    held = client.update(
        index=alias,
        id=LEDGER,
        script=script,
        require_alias=True,
        retry_on_conflict=5,
        source_includes=["ledger.build"],
    )
    return held["get"]["_source"]["ledger"]["build"] == build


def fits(client: Elasticsearch, alias: str) -> bool:
    """Whether the index has the fields that the hub gave it."""
    wanted = EntryDocument._doc_type.mapping.to_dict()["properties"]
    kinds = {field: held.get("type", "object") for field, held in wanted.items()}
    for held in client.indices.get_mapping(index=alias).values():
        there = held["mappings"].get("properties", {})
        if {field: there.get(field, {}).get("type", "object") for field in kinds} != kinds:
            return False
    return True


def give_up(client: Elasticsearch, alias: str) -> None:
    """Forget how far this index has come, so that it is built anew."""
    client.options(ignore_status=404).delete(index=alias, id=LEDGER)
    raise EngineUnavailable(troubles.not_built())


# Giving Elasticsearch documents: changes as they come, or a whole new index.

SMALL = 100  # so many documents are sent while a reader waits
CHUNK = 500
CHUNK_BYTES = 4 * 1024 * 1024  # a server short of memory refuses larger ones
TRIES = 9  # with waits of one second, two, four … up to thirty: some three minutes
LONGEST_WAIT = 30
BUSY = 429  # the status where it has too much to do, or too little memory
REFUSED = 400  # the status of a document that will not be taken however often it is sent
OLDER = 409  # of one that is older than what is held

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


def take(server: Server, documents: Sequence[Document], revision: int) -> None:
    """Write documents and move the note; the note stays where anything failed but refusals."""
    small = len(documents) <= SMALL
    client = server.client if small else server.patient()
    note = note_of(client, server.alias)
    if note is None:
        raise EngineUnavailable(troubles.not_built())
    refused = send(client, server.alias, documents, refresh=small, patient=not small)
    if not small:  # once for all its chunks; what the note speaks of is always found
        patiently(partial(client.indices.refresh, index=server.alias))
    if refused and not fits(client, server.alias):
        give_up(client, server.alias)
    if not advance(client, server.alias, note.build, revision):
        raise EngineUnavailable(troubles.not_built())  # another index has taken over meanwhile
    server.pin(note.build)


def rebuild(server: Server, documents: Iterable[Document], taken: Taken) -> None:
    """Fill a new index while the old one answers and takes changes, then point at the new one.

    When another process has begun later and is done before, its index is the one.
    """
    client = server.patient()
    name = patiently(partial(create, client, server.alias))
    try:
        send(client, building(name), documents)
        patiently(partial(begin, client, name, taken))
        patiently(partial(point_at, client, server.alias, name))
    except BaseException as error:
        with suppress(ApiError, TransportError):
            patiently(partial(drop_unfinished, client, name))
        if not isinstance(error, (EngineUnavailable, NotFoundError)):
            raise
        note = note_of(client, server.alias)
        if note is None or note.taken.life != taken.life or note.build < name:
            raise


def patiently(work: Callable[[], Answer]) -> Answer:
    """Do a small thing; when the server has too much to do or too little memory, do it again
    after a while, as bulks are sent again. `work` must bear being done twice."""
    for tried in range(TRIES):
        try:
            return work()
        except ApiError as error:
            if error.status_code != BUSY:
                raise
            time.sleep(min(2**tried, LONGEST_WAIT))
    return work()


def send(
    client: Elasticsearch,
    alias: str,
    documents: Iterable[Document],
    refresh: bool = False,
    patient: bool = True,
) -> int:
    """Send documents; older ones than those held change nothing. Returns how many were refused.

    `patient`: a server that has too much to do is asked again after a while.

    One that is refused for good leaves its number and the reason in its place, so that it keeps
    nothing else from being found and the chair can be told.
    """
    refused: list[dict[str, Any]] = []
    revisions: dict[str, int] = {}
    actions = (_action(document, revisions) for document in documents)
    for answer in _sent(client, alias, actions, refresh, patient):
        entry = answer["_id"]
        revision = revisions.pop(entry, 0)
        if answer["status"] == REFUSED:
            reason = _reason(answer)
            log.error("Elasticsearch does not take entry %s: %s", entry, reason)
            refused.append(_stub(entry, revision, reason))
        elif answer.get("error") and answer["status"] != OLDER:
            raise EngineUnavailable(troubles.of_item(answer))
    for answer in _sent(client, alias, refused, refresh, patient):
        if answer.get("error") and answer["status"] != OLDER:
            log.error("Elasticsearch does not take even the number of an entry: %s", answer)
    return len(refused)


def _sent(
    client: Elasticsearch,
    alias: str,
    actions: Iterable[dict[str, Any]],
    refresh: bool,
    patient: bool,
) -> Iterator[dict[str, Any]]:
    answers = helpers.streaming_bulk(
        client,
        actions,
        chunk_size=CHUNK,
        max_chunk_bytes=CHUNK_BYTES,
        max_retries=TRIES if patient else 0,  # after 429: too much to do, or too little memory
        initial_backoff=1,
        max_backoff=LONGEST_WAIT,
        raise_on_error=False,
        index=alias,
        require_alias=True,
        refresh=refresh,
    )
    for _, item in answers:
        yield next(iter(item.values()))


def _action(document: Document, revisions: dict[str, int]) -> dict[str, Any]:
    revisions[str(document.id)] = document.revision
    action = _numbered(str(document.id), document.revision)
    if document.gone:
        return action | {"_op_type": "delete"}
    return action | {"_source": source_of(document)}


def _stub(entry: str, revision: int, reason: str) -> dict[str, Any]:
    return _numbered(entry, revision) | {"_source": refused_source(int(entry), revision, reason)}


def _numbered(entry: str, revision: int) -> dict[str, Any]:
    return {
        "_id": entry,
        "_op_type": "index",
        "version": revision,
        "version_type": "external_gte",
    }


def _reason(answer: dict[str, Any]) -> str:
    error = answer.get("error") or {}
    cause = error.get("caused_by") or error
    return f"{error.get('reason', '')} {cause.get('reason', '')}".strip()[:LONGEST_REASON]
