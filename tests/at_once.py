"""People who act at the same moment, each in a thread with a database connection of their own.

`rivals` needs rows that other connections can see. On SQLite it copies the test's database, with
all that the test has written, into a file that the threads share. On PostgreSQL the test must
commit: mark it with `COMMITS`.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

SERVER = connection.vendor != "sqlite"
COMMITS = pytest.mark.django_db(transaction=SERVER, serialized_rollback=SERVER)
PATIENCE = 30.0  # seconds after which a thread that waits for ever fails the test

Outcomes = list[Any]


@contextmanager
def rivals(folder: Path) -> Iterator[Callable[..., Outcomes]]:
    """Gives `run(*deeds)`: all deeds begin together; what each returned or raised, in order."""
    copy = "" if SERVER else str(folder / "shared.sqlite3")
    if copy:
        Path(copy).write_bytes(connection.connection.serialize())

    def run(*deeds: Callable[[], Any]) -> Outcomes:
        start = threading.Barrier(len(deeds))
        with ThreadPoolExecutor(len(deeds)) as pool:
            return list(pool.map(lambda deed: alone(deed, start, copy), deeds))

    yield run


def alone(deed: Callable[[], Any], start: threading.Barrier, copy: str) -> Any:
    own = connections["default"]
    if copy:
        own.settings_dict = own.settings_dict | {"NAME": copy}
    try:
        own.ensure_connection()
        start.wait(PATIENCE)
        return deed()
    except Exception as error:  # an outcome like another: the test says which ones it expects
        return error
    finally:
        own.close()
