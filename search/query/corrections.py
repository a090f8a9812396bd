"""Typing errors in a query: which words are known, and what the others were meant for."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.engines import spelling, weights
from search.engines.base import Engine, Scope, Stems
from search.query import spellings, words
from search.query.thesaurus import Thesaurus

Pair = tuple[str, str]  # two words that may have been written as one


@dataclass(frozen=True)
class Spelt:
    """A word of the query with the stems to look for and their weights."""

    typed: str
    meant: str
    stems: tuple[tuple[Stems, float], ...]


def spell(
    content: Sequence[str], engine: Engine, thesaurus: Thesaurus, scope: Scope, *, helped: bool
) -> tuple[list[Spelt], tuple[str, ...]]:
    """The words of a query as they were meant, and those that nothing is like.

    Without `helped` each is taken as it was typed. What the scope's audiences cannot see
    corrects nothing.
    """
    held = _Held(content, engine, scope)
    is_long = len(content) > weights.LONG
    right = {word: _as_it_is(word) for word in content}
    doubtful = [word for word in right if not (held.is_spelt(word) or thesaurus.knows(word))]
    beside = {word: held.stems[word][0] for word in right if held.knows(word)}
    mended: dict[str, Spelt] = {}
    # a long word is the surest to be read right, and then helps to read the others
    for word in sorted(doubtful, key=len, reverse=True) if helped else ():
        others = [stem for other, stem in beside.items() if other != word]
        read = _mend(word, engine, scope, others, is_long)
        if read:
            mended[word] = read
            beside[word] = read.stems[0][0][0]
    unknown = [word for word in doubtful if helped and word not in mended and not held.knows(word)]
    return [mended.get(word, right[word]) for word in content], tuple(unknown)


class _Held:
    """Which words of a query stand in anything visible: as they are, inflected, or by their stem.

    A typing error may have the stem of a word that is there ("neede"): it is known by its
    spelling or by that of a word that differs in an ending alone.
    """

    def __init__(self, content: Sequence[str], engine: Engine, scope: Scope) -> None:
        self.stems = {word: (words.stem(word),) for word in content}
        self._known = engine.known(self.stems.values(), scope)
        self._forms = {word: spellings.witnesses(word) for word in content}
        every = [form for word in content if self.knows(word) for form in self._forms[word]]
        self._spelt = engine.spelt(every, scope)

    def knows(self, word: str) -> bool:
        return self.stems[word] in self._known

    def is_spelt(self, word: str) -> bool:
        return spellings.is_right(word, self._forms[word] & self._spelt.keys())


def _as_it_is(word: str) -> Spelt:
    return Spelt(word, word, (((words.stem(word),), 1.0),))


def _mend(
    word: str, engine: Engine, scope: Scope, beside: Sequence[str], is_long: bool
) -> Spelt | None:
    """A word that nothing visible has: two words written as one, or a typing error.

    In a long text a word may well be missing and right: there only plain slips are mended.
    """
    split = None if is_long else _split(word, engine, scope)
    if split:
        return Spelt(word, word, ((split, 1.0),))
    likely = engine.resembling(word, scope, beside)
    if is_long:
        likely = [other for other in likely if spelling.is_plain_slip(word, other)]
    if not likely:
        return None
    stems = tuple(
        ((words.stem(other),), weights.CORRECTED if place == 0 else weights.CORRECTED_ELSE)
        for place, other in enumerate(likely)
    )
    return Spelt(word, likely[0], stems)


def _split(word: str, engine: Engine, scope: Scope) -> Stems | None:
    halves = {pair: stemmed(pair) for pair in words.halves(word)}
    known = engine.known(halves.values(), scope) if halves else {}
    likely = [pair for pair, stems in halves.items() if stems in known]
    return next((halves[pair] for pair in spelt_so(likely, engine, scope)), None)


def spelt_so(pairs: Sequence[Pair], engine: Engine, scope: Scope) -> list[Pair]:
    """Those whose halves are both words by their spelling, of pairs whose stems stand in a row.

    The stems of "estim aing" are those of "estimate a".
    """
    forms = {half: spellings.witnesses(half) for pair in pairs for half in pair}
    spelt = engine.spelt({form for some in forms.values() for form in some}, scope) if forms else {}
    right = {half for half in forms if spellings.is_right(half, forms[half] & spelt.keys())}
    return [pair for pair in pairs if right.issuperset(pair)]


def stemmed(text: Sequence[str]) -> Stems:
    return tuple(words.stem(word) for word in text)
