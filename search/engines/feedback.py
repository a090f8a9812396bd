"""Words fed back from the first hits: what good answers have in common widens the question.

Pseudo-relevance feedback after Rocchio: a term counts by its bm25 in each of the first hits, and
a hit by how near its score comes to the first. docs/search.md has what it gains.
"""

from collections import Counter
from collections.abc import Sequence

from search.engines import weights
from search.engines.base import Candidate, Clause
from search.engines.ranking import Ranking
from search.query import words

SHORTEST_STEM = 3
LEAST_HITS = 3  # fewer have nothing in common to learn from


def likely_stems(first: Sequence[tuple[float, Candidate]], ranking: Ranking) -> Counter[str]:
    """The stems of the first hits by their worth before rarity; the heaviest, four times as many
    as are fed back. Asking how rare a stem is costs a look into the index."""
    if len(first) < LEAST_HITS or first[0][0] <= 0:
        return Counter()
    heaviness: Counter[str] = Counter()
    for score, candidate in first:
        trust = (score / first[0][0]) ** weights.FEEDBACK_POWER
        for stem, impact in ranking.impacts(candidate):
            heaviness[stem] += trust * impact  # type: ignore[assignment]
    for stem in [stem for stem in heaviness if _tells_nothing(stem)]:
        del heaviness[stem]
    return Counter(dict(heaviness.most_common(4 * weights.FEEDBACK_TERMS)))


def _tells_nothing(stem: str) -> bool:
    return len(stem) < SHORTEST_STEM or stem.isdigit() or stem in words.STOP_STEMS


def clauses(likely: Counter[str], ranking: Ranking) -> tuple[Clause, ...]:
    """The heaviest terms, weights adding up to one. `ranking` must know the stems' statistics."""
    holders, entries = ranking.statistics.holders, ranking.statistics.entries
    weighed = Counter(
        {
            stem: worth * ranking.rarity((stem,))
            for stem, worth in likely.items()
            if holders.get(stem, 0) <= weights.too_common(entries)
        }
    )
    best = weighed.most_common(weights.FEEDBACK_TERMS)
    total = sum(worth for _, worth in best)
    return tuple(Clause((stem,), worth / total) for stem, worth in best if worth > 0)
