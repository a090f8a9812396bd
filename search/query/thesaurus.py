"""Words of the field that mean the same: ISF and individual service fund.

Pure: it is built from rows and answers for lists of words. `search.models.Term` holds the rows
that the chair edits; `search.query.terms` keeps a ready Thesaurus of them.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.query import spellings, words

LONGEST_TERM = 6  # words
SHORT = 3  # letters of a short form that could be an ordinary word, such as FAB or TOR
# The two short forms of two letters that people of the field type in small letters within a sentence.
EVERYDAY = frozenset(["pa", "dp"])


@dataclass(frozen=True)
class Term:
    """A term with the other ways to write it, and terms beside it."""

    name: str
    variants: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    def spellings(self) -> tuple[str, ...]:
        """The term's own name first, then its variants."""
        return (self.name, *self.variants)


@dataclass(frozen=True)
class Reading:
    """Words of a query, from `start` to `end`, read as a term; `others` are its other senses."""

    start: int
    end: int
    term: Term
    others: tuple[Term, ...]
    typed: str
    variants: tuple[tuple[str, ...], ...]  # stems; one word or a phrase each

    @property
    def width(self) -> int:
        return self.end - self.start


class Thesaurus:
    """Finds terms in queries. A word may belong to several terms: those are its senses.

    A name of one word is told by its spelling, in the singular or plural: its stem is not enough
    ("retain" is no retainer). In names of several words verbs may also end in -ing or -ed.
    """

    def __init__(self, terms: Iterable[Term] = (), leads: Mapping[str, str] | None = None) -> None:
        """`leads` are old names and the names that took their place: one way, never the reverse."""
        self.terms = tuple(terms)
        self._senses: dict[tuple[str, ...], list[Term]] = defaultdict(list)
        self._holders: dict[str, set[Term]] = defaultdict(set)  # of a word within names
        self._stems = {term: tuple(_unique_stems(term.spellings())) for term in self.terms}
        for term in self.terms:
            self._add(term, term.spellings())
        for old, new in (leads or {}).items():
            self._lead(old, new)

    def _add(self, term: Term, names: Iterable[str]) -> None:
        for name in names:
            written = words.split(name)
            for word in written:
                self._holders[spellings.singular(word)].add(term)
            for key in dict.fromkeys(_keys(written)):
                if term not in self._senses[key]:
                    self._senses[key].append(term)

    def _lead(self, old: str, new: str) -> None:
        """Find the term named `new` under its old name too, unless that is a term's name itself."""
        term = next(iter(self.senses(new)), Term(new))
        if self.senses(old):
            return
        self._stems.setdefault(term, tuple(_unique_stems(term.spellings())))
        self._add(term, [old])

    def senses(self, spelling: str) -> tuple[Term, ...]:
        """All terms that may be written so, in their own order."""
        return tuple(self._senses_of(words.split(spelling)))

    def knows(self, word: str) -> bool:
        """Whether a word, in the singular or plural, stands in some way to write a term."""
        return bool(self._senses_of([word])) or spellings.singular(word) in self._holders

    def read(
        self,
        text: Sequence[str],
        chosen: Mapping[str, str] | None = None,
        capitals: Collection[str] = (),
    ) -> list[Reading]:
        """The terms in a list of query words, longest first match, none overlapping.

        `chosen` maps a spelling to the name of the term that the reader wants it to mean.
        Where nothing is chosen, the other words of the query decide, then the first term.
        `capitals` are the words typed in capitals (`words.capitals`): IT may be a term, "it" never.
        """
        readings = []
        start = 0
        while start < len(text):
            reading = self._longest_at(start, text, chosen or {}, capitals)
            if reading:
                readings.append(reading)
            start = reading.end if reading else start + 1
        return readings

    def _longest_at(
        self, start: int, text: Sequence[str], chosen: Mapping[str, str], capitals: Collection[str]
    ) -> Reading | None:
        for end in range(min(len(text), start + LONGEST_TERM), start, -1):
            name = text[start:end]
            senses = self._senses_of(name)
            if senses and (len(name) > 1 or self._may_be_meant(name[0], len(text) == 1, capitals)):
                around = set(words.stem_each([*text[:start], *text[end:]]))
                term = self._decide(senses, chosen.get(" ".join(name)), around)
                others = tuple(sense for sense in senses if sense is not term)
                typed = tuple(words.stem_each(name))
                variants = tuple(other for other in self._stems[term] if other != typed)
                return Reading(start, end, term, others, " ".join(name), variants)
        return None

    def _senses_of(self, name: Sequence[str]) -> list[Term]:
        asked = (*_keys(name), *_keys([_short_singular(word) for word in name]))
        return next((self._senses[key] for key in asked if key in self._senses), [])

    def _may_be_meant(self, word: str, is_alone: bool, capitals: Collection[str]) -> bool:
        """Whether one word may be meant as a term's name, and not as the ordinary word it is.

        Short forms of two letters are meant where they stand in capitals or alone; only PA and DP
        are meant anywhere. Those of three letters also where English has no such word.
        """
        if word in capitals:
            return True
        if word in words.STOP_WORDS:
            return False
        short = spellings.singular(word)
        short = short if (short,) in self._senses else _short_singular(short)
        if len(short) > SHORT or is_alone or short in EVERYDAY:
            return True
        return len(short) == SHORT and short not in spellings.SHORT_WORDS

    def _decide(self, senses: list[Term], chosen: str | None, around: set[str]) -> Term:
        for term in senses:
            if chosen and term.name.lower() == chosen.lower():
                return term
        return max(senses, key=lambda term: self._company(term, around))

    def _company(self, term: Term, around: set[str]) -> int:
        """How many of a term's names and related terms stand around it, with all their words.

        One word of them is not enough: a PA's tax is not about the personal allowance.
        """
        names = [set(words.stems(name)) for name in (*term.spellings(), *term.related)]
        return sum(bool(name) and name <= around for name in names)


def _keys(name: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Under what a name is kept and looked for: as it is written first."""
    if len(name) == 1:
        yield (name[0],)
        yield (spellings.singular(name[0]),)
    elif name:
        yield tuple(map(spellings.base, name))


def _short_singular(word: str) -> str:
    """PAs is PA: only asked of three letters where nothing is called so itself, as DBS is."""
    return word.removesuffix("s") if len(word) == SHORT else word


def _unique_stems(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    seen = set()
    for name in names:
        stems = tuple(words.stems(name))
        if stems and stems not in seen and len(stems) <= LONGEST_TERM:
            seen.add(stems)
            yield stems


DEFINITION = re.compile(
    r"(?P<name>(?:[A-Za-z][\w'’-]*[ -]){1,6}[A-Za-z][\w'’-]*) ?\((?P<short>[A-Z][A-Za-z]{1,6}s?)\)"
)
SMALL_WORDS = frozenset(["of", "the", "and", "for", "to", "in", "on", "by", "a", "an", "with"])


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Names that a text shortens itself: "Individual Service Fund (ISF)" -> (name, ISF)."""
    for match in DEFINITION.finditer(text):
        short = match["short"].removesuffix("s")
        name = _name_of(short, re.split(r"[ -]", match["name"]))
        if name:
            yield " ".join(name), short


def _name_of(short: str, before: list[str]) -> list[str] | None:
    """The last words before a bracket whose first letters spell `short`; small words may pass."""
    letters = list(short.lower())
    for start in range(len(before) - 1, -1, -1):
        name = before[start:]
        if name[0].lower() in SMALL_WORDS:
            continue
        every = [word[0].lower() for word in name]
        main = [word[0].lower() for word in name if word.lower() not in SMALL_WORDS]
        if letters in (every, main):
            return name
    return None
