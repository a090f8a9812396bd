"""Words fed back from the first hits: what good answers have in common widens the question.

It helps broad questions and can hurt exact ones, so its weight falls when the first hit stands
clear of the others: then the question has found its answer and needs no help.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from search import words
from search.engines import weights
from search.engines.base import Clause

SHORTEST_STEM = 3


def share(scores: Sequence[float]) -> float:
    """How much of the final score feedback may give, from the first hits' scores, best first.

    Nothing for fewer than three hits: there is nothing to learn from.
    """
    first = scores[: weights.FEEDBACK_HITS]
    if len(first) < 3 or first[0] <= 0:
        return 0.0
    second = first[1] / first[0]  # 1: the first two are alike; near 0: one stands out
    trust = (second - weights.FEEDBACK_CLEAR) / (1 - weights.FEEDBACK_CLEAR)
    return weights.FEEDBACK_LEAST + max(trust, 0.0) * (weights.FEEDBACK - weights.FEEDBACK_LEAST)


def terms(
    texts: Sequence[tuple[float, Mapping[str, int]]], rarity: Callable[[str], float]
) -> tuple[Clause, ...]:
    """The heaviest terms of the first hits, weights adding up to one.

    `texts` are score and counted stems of each hit; `rarity` gives a stem's inverse document
    frequency, and 0 for one that is too common to tell anything.
    """
    heaviness: Counter[str] = Counter()
    for score, counted in texts:
        length = sum(counted.values()) or 1
        for stem, times in counted.items():
            heaviness[stem] += score * times / length  # type: ignore[assignment]  # a Counter of parts
    for stem in words.STOP_STEMS & heaviness.keys():
        del heaviness[stem]
    # rarity is asked for the likely ones alone: asking costs a look into the index
    likely = heaviness.most_common(4 * weights.FEEDBACK_TERMS)
    weighed = {
        stem: weight * rarity(stem)
        for stem, weight in likely
        if len(stem) >= SHORTEST_STEM and not stem.isdigit()
    }
    best = Counter(weighed).most_common(weights.FEEDBACK_TERMS)
    total = sum(weight for _, weight in best)
    return tuple(Clause((stem,), weight / total) for stem, weight in best if weight > 0)
