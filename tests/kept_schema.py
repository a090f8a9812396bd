"""The migrated SQLite database, kept between runs: migrating takes half a minute.

The file's name is a digest of every migration and pin, so a changed one migrates anew; Django
still runs `migrate` over a kept one. CI never uses it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

ROOT = Path(__file__).parents[1]
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "practice-hub-tests"


def kept_file() -> Path:
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for file in sorted(ROOT.glob("*/**/migrations/*.py")):
        if ".venv" not in file.parts:
            digest.update(file.name.encode() + file.read_bytes())
    return CACHE / f"{digest.hexdigest()[:20]}.sqlite3"


def usable() -> bool:
    return connection.vendor == "sqlite" and not os.environ.get("CI")


def begin_from_kept() -> None:
    """Fill the test database when it is first opened, if there is something to fill it from."""
    if not usable() or not kept_file().exists():
        return

    def fill(connection: Any, **_: Any) -> None:
        if connection.is_in_memory_db():
            connection_created.disconnect(fill)
            with closing(sqlite3.connect(kept_file())) as kept:
                kept.backup(connection.connection)

    connection_created.connect(fill, weak=False)


def keep() -> None:
    """Keep the database as it is now for later runs, in place of what was kept before."""
    if not usable() or kept_file().exists():
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    for old in sorted(CACHE.glob("*.sqlite3"), key=os.path.getmtime)[:-4]:
        old.unlink(missing_ok=True)
    unfinished = CACHE / f"{os.getpid()}.unfinished"
    with closing(sqlite3.connect(unfinished)) as kept:
        connection.connection.backup(kept)
    unfinished.replace(kept_file())
