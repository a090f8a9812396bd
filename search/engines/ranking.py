"""Putting candidates in order: bm25 by concept, terms fed back, bonuses. Pure, for both engines.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the
rarity as Lucene has it, so that it is never negative.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from search.engines import weights
from search.engines.base import Candidate, Clause, Concept, Hit, Statistics, Stems, Wanted

Worths = list[tuple[Stems, float]]
SHORTEST_REASON = 0.0005


class _LookedAt(NamedTuple):
    """A candidate, how often it says what is asked for, and how much its length holds that back."""

    candidate: Candidate
    counts: Mapping[str, float]
    held_back: float


@dataclass(frozen=True)
class Ranking:
    """Orders candidates of one search. `statistics` must know the stems of all clauses."""

    wanted: Wanted
    statistics: Statistics
    fed_back: tuple[Clause, ...] = ()

    def ordered(self, candidates: Iterable[Candidate]) -> list[tuple[float, Candidate]]:
        """Best first, with the score; of two that score alike the newer entry comes first."""
        scored = [(self.score(candidate), candidate) for candidate in candidates]
        return sorted(scored, key=lambda pair: (-pair[0], -pair[1].id))

    def score(self, candidate: Candidate) -> float:
        """What it says of the question and of what was fed back, times its bonuses."""
        looked_at = self._look_at(candidate)
        said = self._said(looked_at) + self._sum(self._fed_back, looked_at)
        for _, factor in self._factors(candidate):
            said *= factor
        return said

    def hit(self, score: float, candidate: Candidate) -> Hit:
        """The candidate as a result, with reasons where they were asked for."""
        if not self.wanted.explain:
            return Hit(candidate.id, score)
        looked_at = self._look_at(candidate)
        reasons = [
            ("words", self._said(looked_at)),
            ("like the first hits", self._sum(self._fed_back, looked_at)),
            *self._factors(candidate),
        ]
        shown = {name: round(worth, 3) for name, worth in reasons if worth > SHORTEST_REASON}
        return Hit(
            candidate.id, score, {name: worth for name, worth in shown.items() if worth != 1}
        )

    # --- bm25 ---

    def rarity(self, stems: Stems) -> float:
        """Inverse document frequency; a phrase is taken to be as rare as its rarest stem."""
        return max(self._rarities[stem] for stem in stems)

    @cached_property
    def _rarities(self) -> dict[str, float]:
        known = self.statistics
        return {stem: rarity(count, known.entries) for stem, count in known.holders.items()}

    @cached_property
    def _concepts(self) -> list[tuple[Worths, Worths]]:
        """For each concept what its words and its variants are worth before they are counted."""
        return [self._worths(concept) for concept in self.wanted.concepts]

    def _worths(self, concept: Concept) -> tuple[Worths, Worths]:
        # Else the rarest spelling of a concept would beat the usual one.
        most = min(self.rarity(clause.stems) for clause in concept.clauses)
        return (
            [(clause.stems, clause.weight * self.rarity(clause.stems)) for clause in concept.words],
            [(clause.stems, clause.weight * most) for clause in concept.variants],
        )

    @cached_property
    def _fed_back(self) -> Worths:
        part = weights.FEEDBACK / (1 - weights.FEEDBACK)
        return [
            (clause.stems, part * clause.weight * self.rarity(clause.stems))
            for clause in self.fed_back
        ]

    def impacts(self, candidate: Candidate) -> Iterator[tuple[str, float]]:
        """bm25 of each of its stems without rarity: how much saying it so often says."""
        held_back = self._held_back(candidate)
        for stem, often in candidate.counts.items():
            yield stem, often * (weights.K1 + 1) / (often + held_back)

    def _held_back(self, candidate: Candidate) -> float:
        """A long text says every word more often: it is held back by its length.

        A record gains nothing by being short: it counts as a text of mean length at least.
        """
        length = candidate.length / (self.statistics.mean_length or 1.0)
        if candidate.kind not in weights.TEXTS:
            length = max(length, 1.0)
        return weights.K1 * (1 - weights.B + weights.B * length)

    def _look_at(self, candidate: Candidate) -> _LookedAt:
        counts = candidate.counts_of(self._counted)
        return _LookedAt(candidate, counts, self._held_back(candidate))

    @cached_property
    def _counted(self) -> frozenset[str]:
        """The stems whose number in a candidate matters."""
        clauses = (*self.wanted.clauses, *self.fed_back)
        return frozenset(clause.stems[0] for clause in clauses)

    def _said(self, looked_at: _LookedAt) -> float:
        said = 0.0
        for typed, variants in self._concepts:
            worth = self._sum(typed, looked_at)
            for variant in variants:
                worth = max(worth, self._sum([variant], looked_at))
            said += worth
        return said

    def _sum(self, worths: Worths, looked_at: _LookedAt) -> float:
        candidate, counts, held_back = looked_at
        said = 0.0
        for stems, worth in worths:
            often = counts.get(stems[0], 0)
            if often and len(stems) > 1:
                often = candidate.says(stems)
            if often:
                said += worth * often / (often + held_back)
        return said * (weights.K1 + 1)

    # --- bonuses ---

    def _factors(self, candidate: Candidate) -> Sequence[tuple[str, float]]:
        wanted = self.wanted
        factors = [
            ("kind", weights.KINDS.get(candidate.kind, weights.OTHER_KINDS)),
            ("asked for this kind", wanted.prefer.get(candidate.kind, 1.0)),
            ("past its time", candidate.sink),
            ("words together", self._together(candidate)),
        ]
        every = wanted.every
        if every and all(any(map(candidate.says, ways)) for ways in every):
            if len(every) > 1:
                factors.append(("all words", weights.ALL_WORDS))
            if all(any(set(stems) <= candidate.title for stems in ways) for ways in every):
                factors.append(("title has all words", weights.TITLE_ALL_WORDS))
            if len(wanted.phrase) > 1 and candidate.says(wanted.phrase):
                factors.append(("phrase", weights.PHRASE))
        return factors

    def _together(self, candidate: Candidate) -> float:
        """Grows with the part of the question whose neighbouring words are neighbours here."""
        said = sum(part for pair, part in self._neighbours if candidate.says(pair))
        return 1 + weights.NEIGHBOURS * said

    @cached_property
    def _neighbours(self) -> list[tuple[Stems, float]]:
        """Pairs of neighbours in the query, with their parts of its rarity."""
        phrase = self.wanted.phrase
        if not 2 <= len(phrase) <= weights.NEIGHBOURS_MOST:
            return []
        whole = 2 * sum(self.rarity((stem,)) for stem in dict.fromkeys(phrase)) or 1.0
        pairs = dict.fromkeys(pairwise(phrase))
        return [(pair, sum(self.rarity((stem,)) for stem in pair) / whole) for pair in pairs]


def rarity(holders: int, entries: int) -> float:
    """Inverse document frequency of what stands in `holders` of `entries`."""
    return math.log(1 + max(entries - holders + 0.5, 0.5) / (holders + 0.5))
