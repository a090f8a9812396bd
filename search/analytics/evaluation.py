"""How well a ranking does against judgements: nDCG@10 with gain 2^grade - 1."""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

DEPTH = 10


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain of one ranking, between 0 and 1.

    Unjudged results gain nothing; what comes a second time is passed over.
    """
    ranking = list(dict.fromkeys(ranking))
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(ref, 0) for ref in ranking[:depth]]) / ideal if ideal else 0.0


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def mean_ndcg(
    judged: Mapping[str, Mapping[str, int]], rank: Callable[[str], Sequence[str]]
) -> tuple[float, dict[str, float]]:
    """The mean over judged queries, and each query's own figure."""
    each = {query: ndcg(rank(query), grades) for query, grades in judged.items()}
    return sum(each.values()) / max(len(each), 1), each


def overlap(one: Sequence[Hashable], other: Sequence[Hashable], depth: int = DEPTH) -> float:
    """Which part of the first ten stands in both rankings. Two empty ones agree."""
    first, second = set(one[:depth]), set(other[:depth])
    most = max(len(first), len(second))
    return len(first & second) / most if most else 1.0
