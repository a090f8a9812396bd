"""The SQLite file of the embedded engine: its tables, and how a connection to it is opened.

The file is a copy of what SearchEntry says. It may be deleted at any time: it is built again.
"""

import sqlite3
from pathlib import Path

from search.engines.base import Taken

VERSION = 5  # raise it when tables or stems change: older files are then built anew

TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
-- One row an entry. Entries that are gone keep a row, so that readers learn of it by revision.
CREATE TABLE IF NOT EXISTS item (
    id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, gone INTEGER NOT NULL,
    marks TEXT NOT NULL, day INTEGER NOT NULL, sink REAL NOT NULL, adopted INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS item_revision ON item (revision);
-- Entries that hold a stem, with the stem's part of their bm25 score (postings.py).
CREATE TABLE IF NOT EXISTS posting (
    stem TEXT, block INTEGER, ids BLOB NOT NULL, impacts BLOB NOT NULL, PRIMARY KEY (stem, block)
) WITHOUT ROWID;
-- Stems in the order of the text: for phrases, words near each other, titles.
CREATE VIRTUAL TABLE IF NOT EXISTS stems USING fts5
    (title, labels, summary, body, tokenize = 'unicode61 remove_diacritics 0');
-- Words as written: titles for suggestions, all words once for the correction of typing errors.
CREATE VIRTUAL TABLE IF NOT EXISTS spelt USING fts5
    (title, words, detail = column, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE IF NOT EXISTS spelt_row USING fts5vocab (spelt, row);
"""


def open_to_write(path: Path) -> sqlite3.Connection:
    """A connection that may change the file; makes the file when it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _open(f"file:{_quoted(path)}?mode=rwc")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that only reads: it never waits for a writer."""
    connection = _open(f"file:{_quoted(path)}?mode=rw")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _open(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address, uri=True, timeout=20, isolation_level=None, check_same_thread=False
    )
    # Readers map the file, which all workers share; a cache of their own would hold it once more.
    connection.execute("PRAGMA cache_size = -2000")
    connection.execute("PRAGMA mmap_size = 268435456")
    return connection


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def create(connection: sqlite3.Connection, life: int) -> None:
    """Make the tables of this version, empty, for the ledger of this life."""
    connection.executescript(TABLES)
    values = [("version", VERSION), ("life", life), ("revision", 0)]
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)


def taken(connection: sqlite3.Connection) -> Taken | None:
    """How far the file has come; None for a file of another version."""
    held = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    return Taken(held["life"], held["revision"]) if held.get("version") == VERSION else None
