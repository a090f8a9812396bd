"""Words of the field that mean the same: ISF and individual service fund.

Pure: it is built from rows and answers for lists of words. `search.models.Term` holds the rows
that the chair edits; `search.query.terms` keeps a ready Thesaurus of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.query import words

LONGEST_TERM = 6  # words


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
    """Finds terms in queries. A word may belong to several terms: those are its senses."""

    def __init__(self, terms: Iterable[Term] = (), leads: Mapping[str, str] | None = None) -> None:
        """`leads` are old names and the names that took their place: one way, never the reverse."""
        self.terms = tuple(terms)
        self._senses: dict[tuple[str, ...], list[Term]] = defaultdict(list)
        self._stems = {term: tuple(_unique_stems(term.spellings())) for term in self.terms}
        for term in self.terms:
            for spelling in dict.fromkeys(_recognised(term)):
                if term not in self._senses[spelling]:
                    self._senses[spelling].append(term)

        for old, new in (leads or {}).items():
            self._lead(old, new)

    def _lead(self, old: str, new: str) -> None:
        """Find the term named `new` under its old name too, unless that is a term's name itself."""
        term = next(iter(self.senses(new)), Term(new))
        if self.senses(old):
            return
        self._stems.setdefault(term, tuple(_unique_stems(term.spellings())))
        for spelling in _recognised(Term(old)):
            self._senses[spelling].append(term)

    def senses(self, spelling: str) -> tuple[Term, ...]:
        """All terms that may be written so, in their own order."""
        keys = [_key(word) for word in words.split(spelling)]
        return tuple(self._senses_of(keys)) if keys else ()

    def knows(self, word: str) -> bool:
        """Whether a single word is a way to write some term."""
        return bool(self._senses_of([_key(word)]))

    def read(self, text: list[str], chosen: dict[str, str] | None = None) -> list[Reading]:
        """The terms in a list of query words, longest first match, none overlapping.

        `chosen` maps a spelling to the name of the term that the reader wants it to mean.
        Where nothing is chosen, the other words of the query decide, then the first term.
        """
        keys = [_key(word) for word in text]
        readings = []
        start = 0
        while start < len(keys):
            reading = self._longest_at(start, keys, text, chosen or {})
            if reading:
                readings.append(reading)
            start = reading.end if reading else start + 1
        return readings

    def _longest_at(
        self, start: int, keys: list["_Key"], text: list[str], chosen: dict[str, str]
    ) -> Reading | None:
        for end in range(min(len(keys), start + LONGEST_TERM), start, -1):
            senses = self._senses_of(keys[start:end])
            if senses:
                around = {key.stem for key in keys[:start] + keys[end:]}
                term = self._decide(senses, chosen.get(" ".join(text[start:end])), around)
                others = tuple(sense for sense in senses if sense is not term)
                typed = tuple(key.stem for key in keys[start:end])
                variants = tuple(other for other in self._stems[term] if other != typed)
                return Reading(start, end, term, others, " ".join(text[start:end]), variants)
        return None

    def _senses_of(self, keys: Sequence["_Key"]) -> list[Term]:
        """Terms written so. A single word is told by itself; of a phrase the stems are enough."""
        if len(keys) == 1:
            return self._senses.get((keys[0].plain,), []) or self._senses.get(
                (keys[0].stem, ""), []
            )
        return self._senses.get(tuple(key.stem for key in keys), [])

    def _decide(self, senses: list[Term], chosen: str | None, around: set[str]) -> Term:
        for term in senses:
            if chosen and term.name.lower() == chosen.lower():
                return term
        return max(senses, key=lambda term: len(around & self._company(term)))

    def _company(self, term: Term) -> set[str]:
        """Stems that are often met beside a term: of its spellings and its related terms."""
        return {stem for name in (*term.spellings(), *term.related) for stem in words.stems(name)}


class _Key(NamedTuple):
    plain: str  # without the s of a plural
    stem: str


def _key(word: str) -> _Key:
    plain = word.removesuffix("'s").removesuffix("’s")
    if len(plain) > 2 and plain.endswith("s") and not plain.endswith("ss"):
        plain = plain[:-1]
    return _Key(plain, words.stem(word))


def _recognised(term: Term) -> Iterator[tuple[str, ...]]:
    """Under what a term is found in a query.

    Short forms in capitals are told by their letters: "pays" is not PAYE. Other single words
    are told by their stem too (marked by an empty second part): "recouping" is "recoup".
    """
    for spelling in term.spellings():
        split = words.split(spelling)
        if len(split) == 1:
            key = _key(split[0])
            yield (key.plain,)
            if not spelling[:2].isupper() and len(key.stem) >= len(key.plain) - 4:
                yield (key.stem, "")
        elif split:
            yield tuple(words.stem(word) for word in split)


def _unique_stems(spellings: Iterable[str]) -> Iterator[tuple[str, ...]]:
    seen = set()
    for spelling in spellings:
        stems = tuple(words.stems(spelling))
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
