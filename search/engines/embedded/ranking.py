"""Ranking in the embedded engine: bm25, then nearness, feedback and bonuses for the best."""

from collections.abc import Iterable, Mapping

from search.engines import feedback, weights
from search.engines.base import Found, Hit, Wanted
from search.engines.embedded import match
from search.engines.embedded.marks import bits, flags
from search.engines.embedded.postings import BEST_IMPACT
from search.engines.embedded.reader import IN, Reader

RANKED_FULLY = 400  # entries that get bonuses and feedback
MARGIN = 100  # and so many below the page asked for
CLOSE = 0.25  # of the first score
Factors = dict[str, tuple[frozenset[int], float]]


def find(reader: Reader, wanted: Wanted) -> Found:
    """Entries in scope that match, best first, with facet counts."""
    allowed = reader.allowed(wanted.scope)
    if not (wanted.words or wanted.variants):
        return reader.listed(wanted, allowed)
    return _Ranking(reader, wanted, allowed).found()


class _Ranking:
    def __init__(self, reader: Reader, wanted: Wanted, allowed: int) -> None:
        self.reader, self.wanted = reader, wanted
        self.size = reader.marks.size
        self.scores = [0.0] * self.size
        matched = reader.add_scores(self.scores, wanted.words)
        self.words = list(self.scores) if wanted.explain else []
        matched |= reader.add_scores(self.scores, wanted.variants)
        self.typed_and_variants = list(self.scores) if wanted.explain else []
        self.matched = bits(matched) & allowed
        here = flags(self.matched & reader.marks.in_scope(wanted.scope), self.size)
        self.ids = [entry for entry in matched if here[entry] == IN]

    def found(self) -> Found:
        if self.wanted.sort != "best":
            return self.reader.listed(self.wanted, self.matched)
        near = self._add_nearness()
        factors = self._factors()
        depth = self.wanted.offset + self.wanted.limit
        candidates = self._candidates(max(RANKED_FULLY, depth + MARGIN))
        share, fed_back = self._feed_back(candidates, factors)
        ranking = self._preferred(self._ranked(candidates, factors))
        chosen = ranking[self.wanted.offset : self.wanted.offset + self.wanted.limit]
        marks, scope = self.reader.marks, self.wanted.scope
        facets = marks.counts(self.matched, scope, self.wanted.facets)
        hits = tuple(
            Hit(entry, score, self._reasons(entry, near, share, factors)) for score, entry in chosen
        )
        return Found(len(self.ids), hits, facets, fed_back)

    def _candidates(self, most: int) -> list[int]:
        """The `most` best by score so far. Usually few come near the first: the rest go unsorted."""
        scores = self.scores
        cut = max((scores[entry] for entry in self.ids), default=0.0) * CLOSE
        close = [entry for entry in self.ids if scores[entry] >= cut]
        chosen = close if len(close) >= most else self.ids
        return sorted(chosen, key=scores.__getitem__, reverse=True)[:most]

    def _ranked(self, candidates: Iterable[int], factors: Factors) -> list[tuple[float, int]]:
        """Candidates with factors applied, best first; ties go to the newer entry."""
        scores, sink = self.scores, self.reader.marks.sink
        ranking = []
        for entry in candidates:
            final = scores[entry] * sink.get(entry, 1.0)
            for holders, factor in factors.values():
                if entry in holders:
                    final *= factor
            ranking.append((final, entry))
        ranking.sort(reverse=True)
        return ranking

    def _preferred(self, ranking: list[tuple[float, int]]) -> list[tuple[float, int]]:
        """Kinds that the query asks for come first."""
        for kind, factor in self.wanted.prefer.items():
            meant = self.reader.marks.of_kind(kind)
            ranking = [(s * factor if meant >> entry & 1 else s, entry) for s, entry in ranking]
        return sorted(ranking, reverse=True) if self.wanted.prefer else ranking

    # --- nearness ---

    def _add_nearness(self) -> dict[int, float]:
        """Neighbours in the query that stand near each other in the text."""
        share = weights.NEIGHBOURS / max(len(self.wanted.every), 1)
        near: dict[int, float] = {}
        for left, right in self.wanted.neighbours:
            if self.reader.common(left) and self.reader.common(right):
                continue
            worth = share * (self.reader.rarity(left) + self.reader.rarity(right))
            for entry in self.reader.ids(match.near([(left, right)])):
                self.scores[entry] += worth
                if self.wanted.explain:
                    near[entry] = near.get(entry, 0.0) + worth
        return near

    # --- bonuses ---

    def _factors(self) -> Factors:
        """Reasons that multiply a score, with the entries they hold for."""
        every, phrase = self.wanted.every, self.wanted.phrase
        factors: Factors = {}
        if len(every) > 1:
            all_words = frozenset(self._with_every(every))
            factors["all words"] = all_words, weights.ALL_WORDS
        if every and (len(every) == 1 or factors["all words"][0]):
            title = self.reader.ids("title : (" + match.all_of(every) + ")")
            factors["title has all words"] = frozenset(title), weights.TITLE_ALL_WORDS
        if len(phrase) > 1:
            factors["phrase"] = frozenset(self.reader.phrase_ids(phrase)), weights.PHRASE
        return factors

    def _with_every(self, groups: Iterable[Iterable[tuple[str, ...]]]) -> Iterable[int]:
        """Entries with one of each group."""
        left: set[int] | None = None
        for group in groups:
            holders = [self.reader.phrase_ids(stems) for stems in group]
            if left is None:
                left = set().union(*holders)
            else:
                left = set().union(*(left.intersection(ids) for ids in holders))
            if not left:
                return ()
        return left or ()

    # --- feedback ---

    def _feed_back(self, candidates: list[int], factors: Factors) -> tuple[float, tuple[str, ...]]:
        """Add the score of terms that the first hits share; returns its share and the terms."""
        likely = candidates[: 3 * weights.FEEDBACK_HITS]  # a bonus lifts by a fifth at most
        first = self._ranked(likely, factors)[: weights.FEEDBACK_HITS]
        share = feedback.share([score for score, _ in first], self._best(), len(self.wanted.words))
        if not share:
            return 0.0, ()
        texts = self.reader.counted([entry for _, entry in first])
        counted: list[tuple[float, Mapping[str, int]]] = [
            (score, texts.get(entry, {})) for score, entry in first
        ]
        clauses = feedback.terms(counted, self.reader.rare_enough)
        self.reader.add_scores(self.scores, clauses, factor=share / (1 - share))
        return share, tuple(clause.stems[0] for clause in clauses)

    def _best(self) -> float:
        """The score of a text that says all words asked for, again and again."""
        rarity = self.reader.rarity
        return BEST_IMPACT * sum(
            clause.weight * max(map(rarity, clause.stems)) for clause in self.wanted.words
        )

    # --- reasons ---

    def _reasons(
        self, entry: int, near: dict[int, float], share: float, factors: Factors
    ) -> dict[str, float]:
        if not self.wanted.explain:
            return {}
        words, before = self.words[entry], self.typed_and_variants[entry]
        nearness = near.get(entry, 0.0)
        reasons = {
            "words": words,
            "variants": before - words,
            "nearness": nearness,
            "like the first hits": self.scores[entry] - before - nearness,
            "past its time": self.reader.marks.sink.get(entry, 0.0),
        }
        reasons |= {
            reason: factor for reason, (holders, factor) in factors.items() if entry in holders
        }
        return {reason: round(worth, 3) for reason, worth in reasons.items() if worth > 0.0005}
