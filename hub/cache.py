"""Things worked out from the database, kept in this process until the data under them changes.

    cached("topic tiles", key, ("practices", "councils"), lambda: [...])

Every write to a table of a room leaves a row in `DataChange`, in the same transaction, whoever
writes and by whatever query. A request reads in one small question how far each room has come, and
that is part of the key: what was worked out before a change is not found after it, in no process.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from hashlib import blake2b
from threading import local
from typing import Any, TypeVar

from django.apps import apps
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.db import connection, connections, transaction
from django.db.backends.signals import connection_created
from django.utils import timezone
from django.utils.translation import get_language

T = TypeVar("T")
Version = tuple[int, int, int]

ROOM_OF = {
    "councils": "councils",
    "escalations": "escalations",
    "hub": "practices",  # documents and pictures of notes
    "meetings": "meetings",
    "people": "people",
    "practices": "practices",
    "taggit": "practices",
    "wagtailcore": "practices",  # the pages that notes are
}
"""App label → room. Tables of other apps (mail, jobs, sessions, search) make nothing out of date."""
ROOMS = tuple(sorted(set(ROOM_OF.values())))

ROWS_BETWEEN = 100  # of one room, before they are put together; about as often, by chance
WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
READ = "SELECT room, COUNT(*), MAX(id), SUM(token) FROM hub_datachange GROUP BY room"
ADD = "INSERT INTO hub_datachange (room, token) VALUES (%s, %s) RETURNING id"
DROP = "DELETE FROM hub_datachange WHERE room = %s AND id < %s"
NOTHING: Version = (0, 0, 0)

_request = local()


def cached(name: str, key: Hashable, rooms: tuple[str, ...], work_out: Callable[[], T]) -> T:
    """What `work_out` gives, or gave for this key since any of the rooms changed.

    The value is copied by pickle, so nobody can change what others get. It may depend on the key,
    on the data of the rooms, on the language, on today's date, and on the time of day where a
    minute late does no harm; on nothing else.
    """
    now = versions()
    since = [now.get(room, NOTHING) for room in rooms]
    said = repr((name, key, since, timezone.localdate(), get_language()))
    full = blake2b(said.encode(), digest_size=20).hexdigest()
    memory = caches["memory"]
    held = memory.get(full)
    if held is None:
        held = (work_out(),)  # in a tuple, so that None can be kept
        memory.set(full, held)
    return held[0]


def versions() -> Mapping[str, Version]:
    """How far each room has come: another value after each transaction that wrote to it.

    Count and highest number tell committed changes apart, also where transactions end in another
    order than they began; the token tells a rolled back change from one that takes its number.
    """
    held = getattr(_request, "versions", None)
    if held is not None:
        return held
    _request.told = {}  # what is written from now on is another version, in this transaction too
    with connection.cursor() as cursor:
        cursor.execute(READ)
        found = {room: (count, last, int(token)) for room, count, last, token in cursor.fetchall()}
    if getattr(_request, "is_open", False):
        _request.versions = found
    return found


def listen() -> None:
    """Called once, when the hub starts."""
    connection_created.connect(watch, dispatch_uid="watch writes")
    request_started.connect(begin_request, dispatch_uid="versions of a request")
    request_finished.connect(end_request, dispatch_uid="versions of a request")


def watch(connection: Any, **_: Any) -> None:
    """Have every statement of this connection looked at, for as long as it is there."""
    if note_write not in connection.execute_wrappers:
        connection.execute_wrappers.append(note_write)


def begin_request(**_: Any) -> None:
    _request.is_open, _request.versions = True, None


def end_request(**_: Any) -> None:
    _request.is_open, _request.versions = False, None


@cache
def room_of_table() -> dict[str, str]:
    return {
        model._meta.db_table: ROOM_OF[model._meta.app_label]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ROOM_OF and model._meta.db_table != "hub_datachange"
    }


def note_write(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run the statement, and leave a row for the room that it wrote to."""
    done = execute(sql, params, many, context)
    found = WRITES.match(sql) if isinstance(sql, str) else None
    room = room_of_table().get(found[1]) if found else None
    if room:
        changed(room, context["connection"].alias)
    return done


def changed(room: str, using: str = "default") -> None:
    """Make everything that was worked out from this room's data out of date, once a transaction."""
    _request.versions = None
    here = connections[using]
    if not has_table(using):
        return
    told = _request.__dict__.setdefault("told", {})
    if any(waiting[1] is told.get(room) for waiting in here.run_on_commit):
        return  # a row of this transaction is there, no savepoint took it back, nobody read it yet
    with here.cursor() as cursor:
        cursor.execute(ADD, [room, secrets.randbits(31)])

    def after_commit() -> None:
        if secrets.randbelow(ROWS_BETWEEN) == 0:  # by chance, so that no processes have to agree
            put_together(room, using)

    told[room] = after_commit
    transaction.on_commit(after_commit, using=using, robust=True)


_there: set[str] = set()


def has_table(using: str) -> bool:
    """Whether the table has been made: migrations write before it is there."""
    if using not in _there and "hub_datachange" in connections[using].introspection.table_names():
        _there.add(using)
    return using in _there


def put_together(room: str, using: str) -> None:
    """One new row in the place of all that are there: a version that nobody has seen.

    Two statements, not a transaction: SQLite commits none while somebody still reads rows of a query.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(ADD, [room, secrets.randbits(31)])
        cursor.execute(DROP, [room, cursor.fetchone()[0]])
