"""Which of some words was likely meant by a mistyped one. The same for both engines."""

import math
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

from search.query import words

LONG_WORD = 7
SHORTEST = 4  # shorter words are like too many others, unless the words beside them decide
CANDIDATES = 12  # looked at closely
OFFERED = 3
CLEAR = 0.4  # so much dearer than the first, and a candidate is not meant
OTHER_FIRST_LETTER = 0.4
SWAPPED = -0.2
COMPANY = 0.7  # what being met together with all other words counts, in slips


def may_be_mended(word: str, has_neighbours: bool) -> bool:
    """Numbers and very short words stay as they are."""
    least = SHORTEST - 1 if has_neighbours else SHORTEST
    return len(word) >= least and not any(letter.isdigit() for letter in word)


def slips_in(word: str) -> int:
    """How many typing errors a word of this length may have."""
    return 1 if len(word) < 8 else 2


def is_plain_slip(word: str, other: str) -> bool:
    """Whether a long word differs by one slip after its first letter: no other word looks so."""
    return (
        min(len(word), len(other)) >= LONG_WORD
        and word[0] == other[0]
        and OSA.distance(word, other) == 1
        and word + "s" != other
        and other + "s" != word
    )


def cost(word: str, other: str, slips: float, holders: int) -> float:
    """How unlikely it is that `other` was meant; `holders` entries have it."""
    # people seldom mistake the first letter; common words are likelier meant than rare ones
    first = 0.0 if word[0] == other[0] else OTHER_FIRST_LETTER
    swapped = SWAPPED if sorted(word) == sorted(other) else 0.0
    return slips + first + swapped - math.log10(holders + 1) / 4


def likeliest(
    word: str,
    candidates: Iterable[tuple[str, float]],
    company: Callable[[str], float | None],
    least: float = 0.0,
) -> list[str]:
    """The words meant, best first, one for each stem, and none of the word's own stem.

    `candidates` come with their cost. `company` tells from 0 to 1 how far a candidate is met
    together with the query's other words, `least` what it must be; None for one that the reader
    cannot see at all.
    """
    ranked = []
    own = words.stem(word)
    others = [pair for pair in candidates if words.stem(pair[0]) != own]
    # a stop word says nothing that could be looked for
    telling = [pair for pair in others if pair[0] not in words.STOP_WORDS] or others
    for other, price in sorted(telling, key=lambda pair: pair[1])[:CANDIDATES]:
        met = company(other)
        if met is not None and met < least:
            continue
        if met == 1 or (met is not None and len(word) >= SHORTEST):
            ranked.append((price - COMPANY * met, other))
    by_stem: dict[str, str] = {}
    for price, other in sorted(ranked):
        if price <= min(ranked)[0] + CLEAR:
            by_stem.setdefault(words.stem(other), other)
    return list(by_stem.values())[:OFFERED]
