"""Finding and ranking in the file: bm25 by SQLite, all the rest on the few best rows."""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby

from search.engines import feedback, weights
from search.engines.base import Clause, Found, Hit, Scope, Stems, Wanted
from search.engines.embedded import match
from search.engines.embedded.marks import Marks, bits, flags, members

BM25 = f"-bm25(stems, {weights.TITLE}, {weights.LABELS}, {weights.SUMMARY}, {weights.BODY})"
RANKED_FULLY = 400  # rows that get the bonuses
FEEDBACK_STEPS = 3  # fed-back terms are scored in so many groups of about equal weight


class Reader:
    """One look at the file, inside one read transaction: text and marks belong together."""

    def __init__(self, connection: sqlite3.Connection, marks: Marks, rarities: "Rarities") -> None:
        self._ask = connection.execute
        self.marks = marks
        self._rarities = rarities

    @cached_property
    def entries(self) -> int:
        """How many entries the index holds."""
        return self._rarities.entries(self._ask)

    # --- which entries ---

    def ids(self, expression: str, table: str = "stems") -> list[int]:
        """All entries whose text matches, in order of id."""
        if not expression:
            return []
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ?"  # noqa: S608 (fixed names)
        return [row[0] for row in self._ask(sql, [expression])]

    def any_visible(self, expression: str, audiences: frozenset[str], table: str = "stems") -> bool:
        """Whether these audiences see anything that matches; stops at the first."""
        visible = self._visible_flags(audiences)
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ?"  # noqa: S608 (fixed names)
        return any(visible[entry] == 49 for (entry,) in self._ask(sql, [expression]))

    def ids_ranked(self, expression: str, most: int) -> list[int]:
        """Entries by words as written, shortest and rarest titles first."""
        sql = "SELECT rowid FROM spelt WHERE spelt MATCH ? ORDER BY bm25(spelt, 1, 0) LIMIT ?"
        return [row[0] for row in self._ask(sql, [expression, most])]

    def _visible_flags(self, audiences: frozenset[str]) -> bytes:
        return flags(self.marks.seen_by(audiences), self.marks.size)

    def _allowed(self, scope: Scope) -> int:
        """Visible entries with every required phrase and no unwanted word; filters left out."""
        entries = self.marks.seen_by(scope.audiences)
        for stems in scope.required:
            entries &= bits(self.ids(match.phrase(stems)))
        if scope.unwanted:
            entries &= ~bits(self.ids(match.any_of(scope.unwanted)))
        return entries

    # --- one search ---

    def find(self, wanted: Wanted) -> Found:
        allowed = self._allowed(wanted.scope)
        if not (wanted.words or wanted.variants):
            return self._listed(wanted, allowed)
        scored = self._rows([*wanted.words, *wanted.variants], score=wanted.sort == "best")
        matched = bits(list(scored)) & allowed
        within = matched & self.marks.in_scope(wanted.scope)
        if wanted.sort != "best":
            return self._listed(wanted, matched)
        here = flags(within, self.marks.size)
        scores = {entry: score for entry, score in scored.items() if here[entry] == 49}
        return self._ranked(wanted, matched, scores)

    def _listed(self, wanted: Wanted, matched: int) -> Found:
        """Without ranking: newest (or most adopted) first."""
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

    def _ranked(self, wanted: Wanted, matched: int, scores: dict[int, float]) -> Found:
        why: dict[str, dict[int, float]] = {"words": dict(scores)} if wanted.explain else {}
        near = self._scores(match.near(wanted.neighbours))
        _add(scores, near, weights.NEIGHBOURS / max(len(wanted.every), 1))
        factors = self._factors(wanted)
        fed_back = self._feed_back(scores, factors, why)
        depth = max(RANKED_FULLY, wanted.offset + wanted.limit)
        ranking = _best(scores, factors, depth)
        chosen = ranking[wanted.offset : wanted.offset + wanted.limit]
        facets = self.marks.counts(matched, wanted.scope, wanted.facets)
        if wanted.explain:
            why["nearness"] = {
                entry: score * weights.NEIGHBOURS / max(len(wanted.every), 1)
                for entry, score in near.items()
            }
            why |= factors
        hits = tuple(Hit(entry, score, _reasons(entry, why)) for entry, score in chosen)
        return Found(len(scores), hits, facets, fed_back)

    # --- scores ---

    def _rows(self, clauses: Iterable[Clause], score: bool) -> dict[int, float]:
        """Every matching row with its weighted bm25; clauses of one weight are asked together."""
        rows: dict[int, float] = {}
        by_weight = sorted(clauses, key=lambda clause: -clause.weight)
        for weight, group in groupby(by_weight, key=lambda clause: clause.weight):
            expression = match.any_of(clause.stems for clause in group)
            if not score:
                rows |= dict.fromkeys(self.ids(expression), 0.0)
            elif rows:
                for entry, value in self._scores(expression).items():
                    rows[entry] = rows.get(entry, 0.0) + weight * value
            else:
                rows = {entry: weight * value for entry, value in self._scores(expression).items()}
        return rows

    def _scores(self, expression: str) -> dict[int, float]:
        if not expression:
            return {}
        sql = f"SELECT rowid, {BM25} FROM stems WHERE stems MATCH ?"  # noqa: S608 (fixed names)
        return dict(self._ask(sql, [expression]).fetchall())

    def _factors(self, wanted: Wanted) -> dict[str, dict[int, float]]:
        """What multiplies a score, by its reason: all words, phrase, title, past its time."""
        factors = {"past its time": self.marks.sink}
        if len(wanted.every) > 1:
            every = match.all_of(wanted.every)
            factors["all words"] = dict.fromkeys(self.ids(every), weights.ALL_WORDS)
        if wanted.every:
            title = "title : (" + match.all_of(wanted.every) + ")"
            factors["title has all words"] = dict.fromkeys(self.ids(title), weights.TITLE_ALL_WORDS)
        if len(wanted.phrase) > 1:
            phrase = self.ids(match.phrase(wanted.phrase))
            factors["phrase"] = dict.fromkeys(phrase, weights.PHRASE)
        return factors

    # --- feedback ---

    def _feed_back(self, scores: dict[int, float], factors: dict, why: dict) -> tuple[str, ...]:
        """Add the score of terms that the first hits share to `scores`; returns the terms."""
        first = _best(scores, factors, weights.FEEDBACK_HITS)
        share = feedback.share([score for _, score in first])
        if not share:
            return ()
        texts = self._counted([entry for entry, _ in first])
        clauses = feedback.terms(
            [(score, texts.get(entry, {})) for entry, score in first], self.rarity
        )
        for entry in scores:
            scores[entry] *= 1 - share
        fed = self._rows(_grouped(clauses), score=True)
        _add(scores, fed, share)
        if why:
            why["words"] = {entry: value * (1 - share) for entry, value in why["words"].items()}
            why["like the first hits"] = {entry: value * share for entry, value in fed.items()}
        return tuple(clause.stems[0] for clause in clauses)

    def _counted(self, ids: list[int]) -> dict[int, Counter[str]]:
        """The stems of some entries, counted."""
        marks = ",".join("?" * len(ids))
        sql = f"SELECT rowid, title, labels, summary, body FROM stems WHERE rowid IN ({marks})"  # noqa: S608
        return {row[0]: Counter(" ".join(row[1:]).split()) for row in self._ask(sql, ids)}

    def rarity(self, stem: str) -> float:
        """Inverse document frequency; 0 for a stem that is too common to feed back."""
        held = self._rarities.holders(self._ask, stem)
        if held > weights.FEEDBACK_COMMON * self.entries:
            return 0.0
        return math.log((self.entries - held + 0.5) / (held + 0.5))

    def alike(self, entry: int, scope: Scope, limit: int) -> list[int]:
        """Entries that share this one's heaviest terms."""
        counted = self._counted([entry]).get(entry)
        if not counted:
            return []
        scored = self._rows(_grouped(feedback.terms([(1.0, counted)], self.rarity)), score=True)
        here = flags(self._allowed(scope) & self.marks.in_scope(scope), self.marks.size)
        others = {
            other: score for other, score in scored.items() if here[other] == 49 and other != entry
        }
        return [other for other, _ in _best(others, {"": self.marks.sink}, limit)]

    def known(self, spellings: Sequence[Stems], audiences: frozenset[str]) -> set[Stems]:
        """Those that stand in something visible; many unlikely ones are asked for at once first."""
        asked = [stems for stems in spellings if stems]
        if not asked or (len(asked) > 2 and not self.any_visible(match.any_of(asked), audiences)):
            return set()
        return {stems for stems in asked if self.any_visible(match.phrase(stems), audiences)}


class Rarities:
    """How many entries hold a stem, remembered. A little old is good enough for weights."""

    MOST = 20_000

    def __init__(self) -> None:
        self._held: dict[str, int] = {}
        self._entries = 0

    def entries(self, ask) -> int:
        now = ask("SELECT count(*) FROM stems_docsize").fetchone()[0]
        if abs(now - self._entries) > self._entries // 20 or len(self._held) > self.MOST:
            self._held.clear()
            self._entries = now
        return now

    def holders(self, ask, stem: str) -> int:
        if stem not in self._held:
            row = ask("SELECT doc FROM stems_row WHERE term = ?", [stem]).fetchone()
            self._held[stem] = row[0] if row else 0
        return self._held[stem]


def _add(scores: dict[int, float], more: dict[int, float], weight: float) -> None:
    """Add to those that are there; words fed back bring no new entries."""
    for entry, value in more.items():
        if entry in scores:
            scores[entry] += weight * value


def _best(
    scores: dict[int, float], factors: dict[str, dict[int, float]], most: int
) -> list[tuple[int, float]]:
    """The best entries with factors applied; ties go to the newer entry."""
    final = dict(scores)
    for factor in factors.values():
        for entry in factor.keys() & final.keys():
            final[entry] *= factor[entry]
    ranking = sorted(final.items(), key=lambda pair: (-pair[1], -pair[0]))
    return ranking[:most]


def _grouped(clauses: Iterable[Clause]) -> list[Clause]:
    """Weights rounded to a few steps, so that a few queries score all clauses."""
    ordered = sorted(clauses, key=lambda clause: -clause.weight)
    size = max(1, math.ceil(len(ordered) / FEEDBACK_STEPS))
    grouped = []
    for start in range(0, len(ordered), size):
        group = ordered[start : start + size]
        weight = sum(clause.weight for clause in group) / len(group)
        grouped += [Clause(clause.stems, weight) for clause in group]
    return grouped


def _reasons(entry: int, why: dict[str, dict[int, float]]) -> dict[str, float]:
    return {reason: round(held[entry], 4) for reason, held in why.items() if entry in held}
