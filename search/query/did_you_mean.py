"""Rare words that may be typing errors: not corrected, only offered."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from search.engines import weights
from search.engines.base import Engine, Scope, Stems
from search.query import words
from search.query.thesaurus import Reading, Thesaurus

SHORTEST = 5
RARE = 2  # entries that have the word typed, at most
COMMONER = 10  # times as many must have the word offered
ENOUGH = RARE * COMMONER

Doubt = tuple[str, str]


def doubted(
    asked: Sequence[str],
    readings: Sequence[Reading],
    engine: Engine,
    thesaurus: Thesaurus,
    scope: Scope,
) -> tuple[Doubt, ...]:
    """Words typed, and what they may have been meant for. Counted in what the reader sees alone.

    A word of a term of the field is never doubted, nor one of a long text.
    """
    if not asked or len(asked) > weights.LONG:
        return ()
    named = {word for reading in readings for word in words.split(reading.typed)}
    likely = [word for word in dict.fromkeys(asked) if _may_be_doubted(word, thesaurus, named)]
    if not likely:
        return ()
    stems = {word: _stem(word) for word in asked}
    held = engine.known(stems.values(), scope, enough=RARE + 1)
    rare = [word for word in likely if 0 < held.get(stems[word], 0) <= RARE]
    return tuple(_offers(rare, stems, held, engine, scope))


def _may_be_doubted(word: str, thesaurus: Thesaurus, named: set[str]) -> bool:
    long_enough = len(word) >= SHORTEST and word.isalpha()
    return long_enough and word not in named and not thesaurus.knows(word)


def _offers(
    rare: Sequence[str],
    stems: dict[str, Stems],
    held: dict[Stems, int],
    engine: Engine,
    scope: Scope,
) -> Iterator[Doubt]:
    for word in rare:
        beside = [stem[0] for stem in stems.values() if stem != stems[word] and stem in held]
        like = engine.resembling(word, scope, beside, fitting=True)
        near = [other for other in like if OSA.distance(word, other) == 1]
        common = engine.known([_stem(other) for other in near], scope, enough=ENOUGH)
        least = COMMONER * held[stems[word]]
        meant = next((other for other in near if common.get(_stem(other), 0) >= least), None)
        if meant:
            yield word, meant


def _stem(word: str) -> Stems:
    return (words.stem(word),)
