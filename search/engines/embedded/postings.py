"""Which entries hold a stem, and how much it says about each: bm25, worked out when written.

SQLite's own bm25 walks each word's list twice and looks up the length of every row, which took
most of the time of a search. Here a stem's entries lie together as two arrays, so scoring is one
walk over plain numbers. Entries are parted into blocks by id, so that a change rewrites little.
"""

import math
import sqlite3
from array import array
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence

K1, B = 1.2, 0.75
BEST_IMPACT = K1 + 1  # what bm25 of one word comes near to
BLOCK = 8192  # ids a block
USUAL_LENGTH = 300.0  # words; stands in for the mean while nothing is held
MOST_KEPT = 400_000  # postings remembered in a process


def rarity(holders: int, entries: int) -> float:
    """Inverse document frequency, never negative (as Lucene has it)."""
    return math.log(1 + (entries - holders + 0.5) / (holders + 0.5))


class Writer:
    """Gathers changes of postings and writes them block by block."""

    def __init__(self, connection: sqlite3.Connection, fresh: bool = False) -> None:
        """`fresh`: the file is being built, each block is written once and holds nothing yet."""
        self._connection = connection
        self._fresh = fresh
        self._added: dict[int, dict[str, list[tuple[int, float]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._removed: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._entries, self._length = _totals(connection)

    def add(self, entry: int, columns: Sequence[tuple[Sequence[str], float]]) -> None:
        """The stems of each column of an entry, with what the column counts."""
        length = sum(len(stems) for stems, _ in columns)
        self._entries += 1
        self._length += length
        mean = self._length / self._entries or USUAL_LENGTH
        frequency: dict[str, float] = {}
        for stems, weight in columns:
            for stem, times in Counter(stems).items():
                frequency[stem] = frequency.get(stem, 0.0) + weight * times
        block = self._added[entry // BLOCK]
        norm = K1 * (1 - B + B * length / mean)
        for stem, often in frequency.items():
            block[stem].append((entry, often * (K1 + 1) / (often + norm)))  # bm25 without rarity

    def remove(self, entry: int, stems: Sequence[str]) -> None:
        """Take an entry out of the lists of the stems it held."""
        self._entries -= 1
        self._length -= len(stems)
        for stem in set(stems):
            self._removed[entry // BLOCK][stem].add(entry)

    def is_full(self, next_entry: int) -> bool:
        """Whether all gathered belongs to a block that `next_entry` is no longer part of."""
        return bool(self._added) and next_entry // BLOCK not in self._added

    def flush(self) -> None:
        """Write what was gathered."""
        for block in self._added.keys() | self._removed.keys():
            self._flush_block(block, self._added.pop(block, {}), self._removed.pop(block, {}))
        values = [("entries", self._entries), ("length", self._length)]
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)

    def _flush_block(
        self,
        block: int,
        added: Mapping[str, list[tuple[int, float]]],
        removed: Mapping[str, set[int]],
    ) -> None:
        stems = sorted(added.keys() | removed.keys())
        rows = (
            self._row(stem, block, added.get(stem, ()), removed.get(stem, frozenset()))
            for stem in stems
        )
        self._connection.executemany("INSERT OR REPLACE INTO posting VALUES (?, ?, ?, ?)", rows)
        self._connection.execute("DELETE FROM posting WHERE ids = x''")

    def _row(
        self, stem: str, block: int, added: Iterable[tuple[int, float]], removed: Iterable[int]
    ) -> tuple[str, int, bytes, bytes]:
        if self._fresh:
            return stem, block, *_packed(dict(added))
        sql = "SELECT ids, impacts FROM posting WHERE stem = ? AND block = ?"
        held = self._connection.execute(sql, [stem, block]).fetchone()
        impacts = dict(zip(*_unpacked(*held), strict=True)) if held else {}
        for entry in removed:
            impacts.pop(entry, None)
        impacts.update(added)
        return stem, block, *_packed(dict(sorted(impacts.items())))


def _totals(connection: sqlite3.Connection) -> tuple[int, int]:
    held = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    return held.get("entries", 0), held.get("length", 0)


def _packed(impacts: Mapping[int, float]) -> tuple[bytes, bytes]:
    """Ids, which come in order, and impacts as the file holds them."""
    return array("I", impacts).tobytes(), array("f", impacts.values()).tobytes()


def _unpacked(ids: bytes, impacts: bytes) -> tuple[array, array]:
    return array("I", ids), array("f", impacts)


class Kept:
    """Lists of the stems asked for lately, as of one revision of the file."""

    def __init__(self) -> None:
        self._revision = -1
        self._lists: OrderedDict[str, tuple[array, array]] = OrderedDict()
        self._size = 0
        self.entries = 0

    def catch_up(self, connection: sqlite3.Connection, revision: int) -> None:
        if revision != self._revision:
            self._lists.clear()
            self._size = 0
            self._revision = revision
            self.entries, _ = _totals(connection)

    def of(self, connection: sqlite3.Connection, stem: str) -> tuple[array, array]:
        """Ids that hold the stem, in order, and the impact in each."""
        held = self._lists.get(stem)
        if held is None:
            held = _read(connection, stem)
            self._lists[stem] = held
            self._size += len(held[0]) + 1
            while self._size > MOST_KEPT:
                _, dropped = self._lists.popitem(last=False)
                self._size -= len(dropped[0]) + 1
        else:
            self._lists.move_to_end(stem)
        return held


def _read(connection: sqlite3.Connection, stem: str) -> tuple[array, array]:
    ids, impacts = array("I"), array("f")
    sql = "SELECT ids, impacts FROM posting WHERE stem = ? ORDER BY block"
    for some_ids, some_impacts in connection.execute(sql, [stem]):
        ids.frombytes(some_ids)
        impacts.frombytes(some_impacts)
    return ids, impacts
