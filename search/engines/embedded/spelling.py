"""Mending typing errors from the index's own words, as far as the reader may see them."""

import sqlite3
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search import words
from search.engines.embedded.reader import Reader

SHORTEST = 4  # shorter words are too often right, or like too many others
CANDIDATES = 12  # looked at closely
OFFERED = 3


class Vocabulary:
    """All words of the file with the number of entries that hold them, kept in the process."""

    def __init__(self) -> None:
        self._revision = -1
        self._words: list[str] = []
        self._holders: dict[str, int] = {}

    def catch_up(self, connection: sqlite3.Connection, revision: int) -> None:
        if revision == self._revision:
            return
        rows = connection.execute("SELECT term, doc FROM spelt_row WHERE length(term) > 2")
        self._holders = {term: doc for term, doc in rows if not term.isdigit()}
        self._words = list(self._holders)
        self._revision = revision

    def near(self, word: str) -> list[tuple[str, float]]:
        """Words one slip (two in long words) away, with a cost: lower is liker."""
        slips = 1 if len(word) < 8 else 2
        found = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=slips, limit=200
        )
        costs = [(other, self._cost(word, other, distance)) for other, distance, _ in found]
        return sorted(costs, key=lambda pair: pair[1])[:CANDIDATES]

    def _cost(self, word: str, other: str, distance: float) -> float:
        # people seldom mistake the first letter; common words are likelier meant than rare ones
        first = 0.0 if word[0] == other[0] else 0.7
        swapped = -0.2 if sorted(word) == sorted(other) else 0.0
        return distance + first + swapped - min(self._holders[other], 50) ** 0.5 / 10


def resembling(
    reader: Reader,
    vocabulary: Vocabulary,
    word: str,
    audiences: frozenset[str],
    beside: Sequence[str],
) -> list[str]:
    """Words like `word` that these audiences can see, likeliest first, one for each stem.

    Candidates that occur together with the words beside them in the query come first.
    """
    if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return []
    ranked: list[tuple[float, str]] = []
    for other, cost in vocabulary.near(word):
        if not reader.spelt_for(other, audiences):
            continue
        company = _company(reader, other, audiences, beside)
        ranked.append((cost - company, other))
    by_stem: dict[str, str] = {}
    for _, other in sorted(ranked):
        by_stem.setdefault(words.stem(other), other)
    return list(by_stem.values())[:OFFERED]


def _company(reader: Reader, other: str, audiences: frozenset[str], beside: Sequence[str]) -> float:
    """Up to one for a word that the reader's entries use together with its neighbours."""
    stem = words.stem(other)
    met = sum(reader.together((stem, near), audiences) for near in beside[:4])
    return met / max(len(beside[:4]), 1)
