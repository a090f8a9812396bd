"""Mending typing errors from the index's own words, as far as the reader may see them."""

import sqlite3
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.engines import spelling
from search.engines.embedded.reader import Reader
from search.query import words

LIKE_ENOUGH = 200  # words that the whole vocabulary is cut down to


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
        """Words a slip or two away, with the cost of reading them so."""
        found = process.extract(
            word,
            self._words,
            scorer=OSA.distance,
            score_cutoff=spelling.slips_in(word),
            limit=LIKE_ENOUGH,
        )
        return [
            (other, spelling.cost(word, other, slips, self._holders[other]))
            for other, slips, _ in found
        ]


def resembling(
    reader: Reader,
    vocabulary: Vocabulary,
    word: str,
    audiences: frozenset[str],
    beside: Sequence[str],
    fitting: bool,
) -> list[str]:
    """Words like `word` that these audiences can see, likeliest first."""
    if not spelling.may_be_mended(word, bool(beside)):
        return []

    def company(other: str) -> float | None:
        if not reader.spelt_for(other, audiences):
            return None
        met = [reader.together((words.stem(other), near), audiences) for near in beside[:4]]
        return sum(met) / max(len(met), 1)

    least = 1.0 if fitting and beside else 0.0
    return spelling.likeliest(word, vocabulary.near(word), company, least)
