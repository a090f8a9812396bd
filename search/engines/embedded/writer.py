"""Writing documents into the file, one transaction a batch."""

import json
import sqlite3
from collections.abc import Iterable
from itertools import islice

from search.engines import weights
from search.engines.base import Document
from search.engines.embedded import postings
from search.query import words

BATCH = 500


COLUMN_WEIGHTS = (weights.TITLE, weights.LABELS, weights.SUMMARY, weights.BODY)


def build(connection: sqlite3.Connection, documents: Iterable[Document], revision: int) -> None:
    """Fill an empty file. `documents` come in order of id."""
    rows = iter(documents)
    connection.execute("BEGIN IMMEDIATE")
    gathered = postings.Writer(connection, fresh=True)
    while batch := list(islice(rows, BATCH)):
        if gathered.is_full(batch[0].id):
            gathered.flush()
        _write(connection, batch, gathered)
    gathered.flush()
    connection.execute("UPDATE meta SET value = ? WHERE name = 'revision'", [revision])
    connection.execute("COMMIT")


def take(connection: sqlite3.Connection, documents: Iterable[Document], revision: int) -> None:
    """Write documents and remember `revision`, in one transaction. Older ones are left out."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        known = _Known(connection)
        fresh = [document for document in documents if known.is_news(document)]
        gathered = postings.Writer(connection)
        _forget(connection, [document.id for document in fresh if known.has(document.id)], gathered)
        _write(connection, fresh, gathered)
        gathered.flush()
        connection.execute(
            "UPDATE meta SET value = max(value, ?) WHERE name = 'revision'", [revision]
        )
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


class _Known:
    """Revisions that the file holds, asked one by one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._ask = connection.execute
        self._held: dict[int, int | None] = {}

    def _revision(self, entry: int) -> int | None:
        if entry not in self._held:
            row = self._ask("SELECT revision FROM item WHERE id = ?", [entry]).fetchone()
            self._held[entry] = row[0] if row else None
        return self._held[entry]

    def has(self, entry: int) -> bool:
        return self._revision(entry) is not None

    def is_news(self, document: Document) -> bool:
        held = self._revision(document.id)
        return held is None or held < document.revision


def _forget(connection: sqlite3.Connection, ids: list[int], gathered: postings.Writer) -> None:
    rows = [[entry] for entry in ids]
    sql = "SELECT title, labels, summary, body FROM stems WHERE rowid = ?"
    for entry in ids:
        for held in connection.execute(sql, [entry]):
            gathered.remove(entry, " ".join(held).split())
    connection.executemany("DELETE FROM stems WHERE rowid = ?", rows)
    connection.executemany("DELETE FROM spelt WHERE rowid = ?", rows)


def _write(
    connection: sqlite3.Connection, documents: list[Document], gathered: postings.Writer
) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?, ?, ?)",
        (_item(document) for document in documents),
    )
    here = [_texts(document, gathered) for document in documents if not document.gone]
    connection.executemany(
        "INSERT INTO stems (rowid, title, labels, summary, body) VALUES (?, ?, ?, ?, ?)",
        ((entry, *stemmed) for entry, stemmed, _ in here),
    )
    connection.executemany(
        "INSERT INTO spelt (rowid, title, words) VALUES (?, ?, ?)",
        ((entry, *spelt) for entry, _, spelt in here),
    )


def _item(document: Document) -> tuple:
    marks = {name: list(values) for name, values in document.facets.items()}
    marks["audience"] = [document.audience]
    marks["by"] = list(document.by)
    return (
        document.id,
        document.revision,
        document.gone,
        "{}" if document.gone else json.dumps(marks, ensure_ascii=False),
        document.day,
        document.sink,
        document.adopted,
    )


def _texts(document: Document, gathered: postings.Writer) -> tuple[int, list[str], list[str]]:
    parts = [
        words.split(text)
        for text in (document.title, document.labels, document.summary, document.body)
    ]
    columns = [words.stem_each(part) for part in parts]
    gathered.add(document.id, list(zip(columns, COLUMN_WEIGHTS, strict=True)))
    stemmed = [" ".join(column) for column in columns]
    every = {word for word in set().union(*parts) if len(word) <= words.LONGEST_WORD}
    return document.id, stemmed, [" ".join(parts[0]), " ".join(sorted(every))]
