"""The embedded engine: one SQLite file beside the hub's own database, whichever that is.

Several web workers share the file. A reader never waits for the writer (WAL), and writers wait
for each other. Each generation of the index is a file of its own, and a small file names the
current one, so a rebuild takes the place of the old index in one step, and a file that is
damaged or deleted is simply followed by a new one.
"""

import fcntl
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from search.engines.base import (
    Document,
    EngineUnavailable,
    Found,
    Scope,
    Stems,
    Taken,
    Wanted,
)
from search.engines.embedded import ranking, schema, spelling, suggest, writer
from search.engines.embedded.marks import Marks
from search.engines.embedded.postings import Kept
from search.engines.embedded.reader import Reader

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


class _Generation:
    """One file with what this process remembers of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.inode = path.stat().st_ino  # another file in its place is another generation
        self.marks = Marks()
        self.kept = Kept()
        self.vocabulary = spelling.Vocabulary()
        # Held for a whole question: what is kept of the file changes under its reader otherwise.
        self.lock = threading.RLock()
        self._connections = threading.local()

    def connection(self) -> sqlite3.Connection:
        held = getattr(self._connections, "held", None)
        if held is None:
            held = self._connections.held = schema.open_to_read(self.path)
        return held


class EmbeddedEngine:
    """`folder` holds the files. Nothing else may write there."""

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._pointer = self.folder / "current"
        self._generation: _Generation | None = None
        self._failed = ""  # the name of the file that could not be read last

    # --- reading ---

    def find(self, wanted: Wanted) -> Found:
        return self._look(lambda reader: ranking.find(reader, wanted))

    def known(self, spellings: Iterable[Stems], scope: Scope, enough: int = 1) -> dict[Stems, int]:
        wanted = list(spellings)
        return self._look(lambda reader: reader.known(wanted, scope.audiences, enough))

    def resembling(
        self, word: str, scope: Scope, beside: Sequence[str], fitting: bool = False
    ) -> list[str]:
        with self._reading() as (reader, generation, revision):
            generation.vocabulary.catch_up(generation.connection(), revision)
            vocabulary = generation.vocabulary
            return spelling.resembling(reader, vocabulary, word, scope.audiences, beside, fitting)

    def starting(self, text: str, scope: Scope, limit: int) -> list[int]:
        return self._look(lambda reader: suggest.starting(reader, text, scope, limit))

    def alike(self, entry: int, scope: Scope, limit: int) -> list[int]:
        return self._look(lambda reader: reader.alike(entry, scope, limit))

    def taken(self) -> Taken | None:
        try:
            connection = self._current().connection()
            return schema.taken(connection)
        except (sqlite3.Error, OSError) as error:
            self._generation = None
            log.info("The embedded index cannot be used and will be built anew: %s", error)
            return None

    def revisions(self) -> dict[int, int]:
        with self._reading() as (_, generation, _):
            rows = generation.connection().execute("SELECT id, revision FROM item WHERE NOT gone")
            return dict(rows.fetchall())

    def refused(self) -> dict[int, str]:
        return {}  # it takes every text there is

    def _look(self, question: "Callable[[Reader], Answer]") -> "Answer":
        with self._reading() as (reader, _, _):
            return question(reader)

    @contextmanager
    def _reading(self) -> Iterator[tuple[Reader, _Generation, int]]:
        """One read transaction with marks as new as the text. Raises EngineUnavailable."""
        try:
            generation = self._current()
            connection = generation.connection()
            with generation.lock:
                connection.execute("BEGIN")
                try:
                    taken = schema.taken(connection)
                    if taken is None:
                        raise sqlite3.DatabaseError("made by another version")
                    revision = taken.revision
                    generation.marks.catch_up(connection, revision)
                    generation.kept.catch_up(connection, revision)
                    reader = Reader(connection, generation.marks, generation.kept)
                    yield reader, generation, revision
                finally:
                    connection.execute("ROLLBACK")
        except (sqlite3.Error, OSError) as error:
            self._failed = self._generation.path.name if self._generation else ""
            self._generation = None
            raise EngineUnavailable(f"The embedded index cannot be read: {error}") from error

    def _current(self) -> _Generation:
        """The generation that the pointer names; kept while the pointer and file stay the same."""
        name = self._pointer_text()
        path = self.folder / name
        if not name or not path.is_file():
            raise FileNotFoundError("there is no index yet")
        held = self._generation
        if held is None or held.path != path or held.inode != path.stat().st_ino:
            held = self._generation = _Generation(path)
        return held

    # --- writing ---

    def take(self, documents: Sequence[Document], revision: int) -> None:
        with self._writing() as connection:
            writer.take(connection, documents, revision)

    def rebuild(self, documents: Iterable[Document], taken: Taken) -> None:
        """Build a new generation beside the old one, then point at it.

        When another process has built as much while this one waited for its turn, that is enough.
        """
        before = self._pointer_text()
        try:
            with self._alone():
                if self._pointer_text() != before and self._has_come_to(taken):
                    return
                path = self._next_path()
                self._build(path, documents, taken)
                self._point_at(path)
        except (sqlite3.Error, OSError) as error:
            raise EngineUnavailable(f"The embedded index cannot be built: {error}") from error

    def _has_come_to(self, wanted: Taken) -> bool:
        held = self.taken()
        return held is not None and held.life == wanted.life and held.revision >= wanted.revision

    def _build(self, path: Path, documents: Iterable[Document], taken: Taken) -> None:
        connection = schema.open_to_write(path)
        try:
            connection.execute("PRAGMA synchronous = OFF")  # a torn build is simply built again
            schema.create(connection, taken.life)
            writer.build(connection, documents, taken.revision)
            connection.execute("INSERT INTO stems (stems) VALUES ('optimize')")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def discard(self) -> None:
        """Forget a file that turned out to be damaged; the next feed builds another.

        Not when another process has built a new one in the meantime.
        """
        self._generation = None
        try:
            with self._alone():
                if self._failed in ("", self._pointer_text()):
                    self._pointer.unlink(missing_ok=True)
                self._failed = ""
        except OSError as error:
            log.error("The damaged index could not be put away: %s", error)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._alone():
                connection = schema.open_to_write(self._current().path)
                try:
                    yield connection
                finally:
                    connection.close()
        except (sqlite3.Error, OSError) as error:
            if type(error) is sqlite3.DatabaseError:  # damaged; a full disk is an OperationalError
                self.discard()
            raise EngineUnavailable(f"The embedded index cannot be written: {error}") from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer at a time, across processes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writer.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _pointer_text(self) -> str:
        return self._pointer.read_text().strip() if self._pointer.is_file() else ""

    def _next_path(self) -> Path:
        numbers = [
            int(number)
            for file in self.folder.glob("index-*.sqlite3")
            if (number := file.stem.removeprefix("index-")).isdigit()
        ]
        return self.folder / f"index-{max(numbers, default=0) + 1}.sqlite3"

    def _point_at(self, path: Path) -> None:
        """Make `path` the current generation, and remove the others."""
        new = self._pointer.with_suffix(".new")
        new.write_text(path.name)
        new.replace(self._pointer)
        for file in self.folder.glob("index-*"):
            if not file.name.startswith(path.name):
                file.unlink(missing_ok=True)
