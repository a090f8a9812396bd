"""Words fed back from the first hits: what good answers have in common widens the question.

It helps broad questions and can hurt exact ones, so its weight falls the more of the question the
first hit holds: then the question has found its answer and needs no help.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from search.engines import weights
from search.engines.base import Clause
from search.query import words

SHORTEST_STEM = 3


def share(scores: Sequence[float], best: float, words_asked: int) -> float:
    """How much of the final score feedback may give, from the first hits' scores, best first.

    `best` is the score of a text that says nothing but the words asked for. The nearer the first
    hit comes to it, the surer the question has found its answer. Of two or three words that tells
    little: many texts have them all. Nothing for fewer than three hits: nothing to learn from.
    """
    if len(scores) < 3 or scores[0] <= 0 or best <= 0:
        return 0.0
    if words_asked <= weights.FEEDBACK_WORDS:
        return weights.FEEDBACK
    doubt = (weights.FEEDBACK_SURE - scores[0] / best) / (
        weights.FEEDBACK_SURE - weights.FEEDBACK_LOST
    )
    return weights.FEEDBACK * min(max(doubt, 0.0), 1.0)


def terms(
    texts: Sequence[tuple[float, Mapping[str, int]]], rarity: Callable[[str], float]
) -> tuple[Clause, ...]:
    """The heaviest terms of the first hits, weights adding up to one.

    `texts` are score and counted stems of each hit; `rarity` gives a stem's inverse document
    frequency, and 0 for one that is too common to tell anything.
    """
    # rarity is asked for the likely ones alone: asking costs a look into the index
    weighed = {stem: weight * rarity(stem) for stem, weight in likely(texts)}
    best = Counter(weighed).most_common(weights.FEEDBACK_TERMS)
    total = sum(weight for _, weight in best)
    return tuple(Clause((stem,), weight / total) for stem, weight in best if weight > 0)


def likely(texts: Sequence[tuple[float, Mapping[str, int]]]) -> list[tuple[str, float]]:
    """The stems that fill most of the first hits, with how much of them, before rarity counts."""
    heaviness: Counter[str] = Counter()
    for score, counted in texts:
        length = sum(counted.values()) or 1
        for stem, times in counted.items():
            heaviness[stem] += score * times / length  # type: ignore[assignment]  # a Counter of parts
    for stem in words.STOP_STEMS & heaviness.keys():
        del heaviness[stem]
    return [
        (stem, weight)
        for stem, weight in heaviness.most_common(4 * weights.FEEDBACK_TERMS)
        if len(stem) >= SHORTEST_STEM and not stem.isdigit()
    ]
