"""Giving Elasticsearch documents: changes as they come, or a whole new index."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError, helpers

from search.engines.base import Document, EngineUnavailable, Taken
from search.engines.elasticsearch import index, troubles
from search.engines.elasticsearch.mapping import LONGEST_REASON, refused_source, source_of
from search.engines.elasticsearch.server import Server

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
    note = index.note(client, server.alias)
    if note is None:
        raise EngineUnavailable(troubles.not_built())
    refused = send(client, server.alias, documents, refresh=small, patient=not small)
    if not small:  # once for all its chunks; what the note speaks of is always found
        patiently(partial(client.indices.refresh, index=server.alias))
    if refused and not index.fits(client, server.alias):
        index.give_up(client, server.alias)
    if not index.advance(client, server.alias, note.build, revision):
        raise EngineUnavailable(troubles.not_built())  # another index has taken over meanwhile
    server.pin(note.build)


def rebuild(server: Server, documents: Iterable[Document], taken: Taken) -> None:
    """Fill a new index while the old one answers and takes changes, then point at the new one.

    When another process has begun later and is done before, its index is the one.
    """
    client = server.patient()
    name = patiently(partial(index.create, client, server.alias))
    try:
        send(client, index.building(name), documents)
        patiently(partial(index.begin, client, name, taken))
        patiently(partial(index.point_at, client, server.alias, name))
    except BaseException as error:
        with suppress(ApiError, TransportError):
            patiently(partial(index.drop_unfinished, client, name))
        if not isinstance(error, (EngineUnavailable, NotFoundError)):
            raise
        note = index.note(client, server.alias)
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
