"""Finding in the file: which entries match, and looking at single ones. Ranking is in ranking.py."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import islice

from search.engines import feedback, weights
from search.engines.base import Clause, Found, Hit, Scope, Stems, Wanted
from search.engines.embedded import match
from search.engines.embedded.marks import Marks, bits, flags, members
from search.engines.embedded.postings import Kept, rarity

IN = 49  # how `flags` says that an id is in a set


class Reader:
    """One look at the file, inside one read transaction: text and marks belong together."""

    def __init__(self, connection: sqlite3.Connection, marks: Marks, kept: Kept) -> None:
        self._connection = connection
        self._ask = connection.execute
        self._kept = kept
        self.marks = marks

    # --- lists of entries ---

    def holders(self, stem: str) -> tuple[array, array]:
        """Ids that hold a stem, and how much it says in each."""
        return self._kept.of(self._connection, stem)

    def ids(self, expression: str) -> list[int]:
        """All entries whose text matches, in order of id."""
        sql = "SELECT rowid FROM stems WHERE stems MATCH ?"
        return [row[0] for row in self._ask(sql, [expression])]

    def phrase_ids(self, stems: Stems) -> Sequence[int]:
        """Entries with these stems in a row. Most phrases are told from their rarest stem."""
        if len(stems) == 1:
            return self.holders(stems[0])[0]
        if not all(len(self.holders(stem)[0]) for stem in stems):
            return []
        return self.ids(match.phrase(stems))

    def ids_spelt(self, expression: str, most: int) -> list[int]:
        """Entries by words as written, newest first."""
        sql = "SELECT rowid FROM spelt WHERE spelt MATCH ? ORDER BY rowid DESC LIMIT ?"
        return [row[0] for row in self._ask(sql, [expression, most])]

    def spelt_for(self, word: str, audiences: frozenset[str]) -> bool:
        """Whether these audiences see this very spelling anywhere."""
        visible = self._visible_flags(audiences)
        sql = "SELECT rowid FROM spelt WHERE spelt MATCH ?"
        return any(visible[entry] == IN for (entry,) in self._ask(sql, [match.phrase((word,))]))

    def _visible_flags(self, audiences: frozenset[str]) -> bytes:
        return flags(self.marks.seen_by(audiences), self.marks.size)

    def known(
        self, spellings: Iterable[Stems], audiences: frozenset[str], enough: int
    ) -> dict[Stems, int]:
        """Those that stand in something visible, and in how many, counted no further than enough."""
        visible = self._visible_flags(audiences)
        counted = {}
        for stems in filter(None, spellings):
            seen = (entry for entry in self.phrase_ids(stems) if visible[entry] == IN)
            counted[stems] = sum(1 for _ in islice(seen, enough))
        return {stems: count for stems, count in counted.items() if count}

    def together(self, stems: Stems, audiences: frozenset[str]) -> bool:
        """Whether anything visible holds all of these stems."""
        first, *rest = sorted((self.holders(stem)[0] for stem in stems), key=len)
        both = set(first).intersection(*rest)
        visible = self._visible_flags(audiences)
        return any(visible[entry] == IN for entry in both)

    def allowed(self, scope: Scope) -> int:
        """Visible entries with every required phrase and no unwanted word; filters left out."""
        entries = self.marks.seen_by(scope.audiences)
        for stems in scope.required:
            entries &= bits(self.phrase_ids(stems))
        for stems in scope.unwanted:
            entries &= ~bits(self.phrase_ids(stems))
        return entries

    # --- scores ---

    def rarity(self, stem: str) -> float:
        """Inverse document frequency of a stem."""
        return rarity(len(self.holders(stem)[0]), self._kept.entries)

    def common(self, stem: str) -> bool:
        """Whether a stem stands in so many entries that it tells little of any."""
        return len(self.holders(stem)[0]) > weights.too_common(self._kept.entries)

    def add_scores(
        self, scores: list[float], clauses: Iterable[Clause], factor: float = 1.0
    ) -> set:
        """Add the bm25 of clauses to a list of scores by id; returns the ids that match any."""
        matched: set[int] = set()
        ids: Sequence[int]
        for clause in clauses:
            if len(clause.stems) == 1:
                ids, impacts = self.holders(clause.stems[0])
                worth = factor * clause.weight * rarity(len(ids), self._kept.entries)
                for entry, impact in zip(ids, impacts, strict=True):
                    scores[entry] += worth * impact
            else:
                ids = self.phrase_ids(clause.stems)
                worth = factor * clause.weight * rarity(len(ids), self._kept.entries)
                for entry in ids:
                    scores[entry] += worth
            matched.update(ids)
        return matched

    def counted(self, ids: Sequence[int]) -> dict[int, Counter[str]]:
        """The stems of some entries, counted."""
        marks = ",".join("?" * len(ids))
        sql = f"SELECT rowid, title, labels, summary, body FROM stems WHERE rowid IN ({marks})"  # noqa: S608
        return {row[0]: Counter(" ".join(row[1:]).split()) for row in self._ask(sql, list(ids))}

    def rare_enough(self, stem: str) -> float:
        """Rarity for feedback: none for a stem that is too common to tell anything."""
        return 0.0 if self.common(stem) else self.rarity(stem)

    # --- without ranking ---

    def listed(self, wanted: Wanted, matched: int) -> Found:
        """Newest (or most adopted) first."""
        within = matched & self.marks.in_scope(wanted.scope)
        ids = members(within)
        day, adopted = self.marks.day, self.marks.adopted
        if wanted.sort == "adopted":
            ids.sort(key=lambda entry: (-adopted.get(entry, 0), -day.get(entry, 0), -entry))
        else:
            ids.sort(key=lambda entry: (-day.get(entry, 0), -entry))
        chosen = ids[wanted.offset : wanted.offset + wanted.limit]
        facets = self.marks.counts(matched, wanted.scope, wanted.facets)
        return Found(len(ids), tuple(Hit(entry, 0.0) for entry in chosen), facets)

    def alike(self, entry: int, scope: Scope, limit: int) -> list[int]:
        """Entries that share this one's heaviest terms."""
        counted = self.counted([entry]).get(entry)
        if not counted:
            return []
        scores = [0.0] * self.marks.size
        clauses = feedback.terms([(1.0, counted)], self.rare_enough)
        matched = self.add_scores(scores, clauses)
        here = flags(self.allowed(scope) & self.marks.in_scope(scope), self.marks.size)
        others = (other for other in matched if here[other] == IN and other != entry)
        sink = self.marks.sink
        return nlargest(limit, others, key=lambda other: scores[other] * sink.get(other, 1.0))
