"""From what somebody typed to what an engine looks for: typing errors, variants, senses.

Everything that was assumed is written down, so that the page can say it and offer the other way.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from search.engines import spelling, weights
from search.engines.base import FACETS, Clause, Concept, Engine, Scope, Stems, Wanted
from search.query import spellings, words
from search.query.did_you_mean import doubted
from search.query.intent import Intent, intent_of
from search.query.parsing import Query
from search.query.thesaurus import Reading, Term, Thesaurus


@dataclass(frozen=True)
class Understood:
    """A query as it was read. `words` are the words looked for, corrections applied."""

    query: Query
    words: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()  # typed, looked for
    doubts: tuple[tuple[str, str], ...] = ()  # typed and looked for, perhaps meant
    unknown: tuple[str, ...] = ()  # nothing visible has them, nothing is like them
    readings: tuple[Reading, ...] = ()
    wanted: Wanted = field(default_factory=lambda: Wanted(Scope(frozenset())))
    asking: tuple[str, ...] = ()  # words that only ask for a person; they are not looked for

    @property
    def variants(self) -> tuple[str, ...]:
        """Names that were looked for as well, as a reader would write them."""
        return tuple(
            dict.fromkeys(
                spelling
                for reading in self.readings
                for spelling in reading.term.spellings()[:4]
                if tuple(words.stems(spelling)) in reading.variants
            )
        )

    @property
    def senses(self) -> tuple[tuple[str, Term, tuple[Term, ...]], ...]:
        """Words with more than one sense: as typed, the sense assumed, the others."""
        return tuple(
            (reading.typed, reading.term, reading.others)
            for reading in self.readings
            if reading.others
        )

    @property
    def looked_for(self) -> tuple[Stems, ...]:
        """All stems and phrases looked for, for marking them in a text."""
        wanted = self.wanted
        return (*(clause.stems for clause in wanted.clauses), *wanted.scope.required)

    def wanted_with(self, *, facets: bool, explain: bool) -> Wanted:
        """What to ask an engine; facets and reasons only where somebody will read them."""
        chosen = FACETS if facets else ("part",)
        return replace(self.wanted, facets=chosen, explain=explain)

    @property
    def corrected_text(self) -> str:
        """The query as typed with corrections put in."""
        return self._with(self.corrections)

    @property
    def doubted_text(self) -> str:
        """The query as it may have been meant; empty when there is no doubt."""
        return self._with((*self.corrections, *self.doubts)) if self.doubts else ""

    def _with(self, replaced: Sequence[tuple[str, str]]) -> str:
        text = self.query.text
        for typed, meant in replaced:
            text = _replace_word(text, typed, meant)
        return text


def _replace_word(text: str, typed: str, meant: str) -> str:
    for word in words.places(text):
        if word.text == typed:
            return text[: word.start] + meant + text[word.end :]
    return text


@dataclass(frozen=True)
class _Spelt:
    """A word of the query with the stems to look for and their weights."""

    typed: str
    meant: str
    stems: tuple[tuple[Stems, float], ...]


def understand(
    query: Query, engine: Engine, thesaurus: Thesaurus, audiences: frozenset[str]
) -> Understood:
    """Read `query` for readers who hold `audiences`: what they cannot see corrects nothing."""
    scope = _scope(query, audiences)
    intent = _intent(query)
    content = replace(query, words=intent.content).content_words
    spelt, unknown = _spell(query, content, engine, thesaurus, scope)
    meant = tuple(word.meant for word in spelt)
    in_phrases = tuple(word for phrase in query.phrases for word in phrase)
    readings = () if query.only_my_words else _readings(query, spelt, thesaurus)
    wanted = _wanted(query, scope, spelt, in_phrases, readings, engine)
    wanted = replace(wanted, prefer=intent.prefer)
    corrections = tuple((word.typed, word.meant) for word in spelt if word.typed != word.meant)
    asked = [word.meant for word in spelt if word.typed == word.meant]
    doubts = () if _as_typed(query) else doubted(asked, readings, engine, thesaurus, scope)
    asking = tuple(left_out(query.words, intent.content))
    return Understood(query, meant, corrections, doubts, unknown, readings, wanted, asking)


def left_out(every: Sequence[str], kept: Sequence[str]) -> Iterator[str]:
    """The words of `every` that are not in `kept`, which holds some of them in their order."""
    waiting = iter(kept)
    next_kept = next(waiting, None)
    for word in every:
        if word == next_kept:
            next_kept = next(waiting, None)
        else:
            yield word


def _intent(query: Query) -> Intent:
    """What the words ask for; taken as they stand where the reader wants it so."""
    return Intent(False, query.words) if query.only_my_words else intent_of(query.words)


def _as_typed(query: Query) -> bool:
    """Whether the reader wants no help with spelling."""
    return query.exactly or query.only_my_words


def _scope(query: Query, audiences: frozenset[str]) -> Scope:
    return Scope(
        audiences=audiences,
        filters=query.filters,
        by=query.by,
        unwanted=tuple(_stemmed(part) for part in query.unwanted),
        required=tuple(_stemmed(part) for part in query.phrases),
    )


def _stemmed(text: Sequence[str]) -> Stems:
    return tuple(words.stem(word) for word in text)


# --- spelling ---


def _spell(
    query: Query, content: Sequence[str], engine: Engine, thesaurus: Thesaurus, scope: Scope
) -> tuple[list[_Spelt], tuple[str, ...]]:
    held = _Held(content, engine, scope)
    helped = not _as_typed(query)
    is_long = len(content) > weights.LONG
    spelt, unknown = [], []
    for word in content:
        if held.is_spelt(word) or thesaurus.knows(word) or not helped:
            spelt.append(_as_it_is(word))
            continue
        beside = [held.stems[other][0] for other in content if other != word and held.knows(other)]
        mended = _mend(word, engine, scope, beside, is_long)
        if mended is None and not held.knows(word):
            unknown.append(word)
        spelt.append(mended or _as_it_is(word))
    return spelt, tuple(unknown)


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


def _as_it_is(word: str) -> _Spelt:
    return _Spelt(word, word, (((words.stem(word),), 1.0),))


def _mend(
    word: str, engine: Engine, scope: Scope, beside: Sequence[str], is_long: bool
) -> _Spelt | None:
    """A word that nothing visible has: two words written as one, or a typing error.

    In a long text a word may well be missing and right: there only plain slips are mended.
    """
    split = None if is_long else _split(word, engine, scope)
    if split:
        return _Spelt(word, word, ((split, 1.0),))
    likely = engine.resembling(word, scope, beside)
    if is_long:
        likely = [other for other in likely if spelling.is_plain_slip(word, other)]
    if not likely:
        return None
    stems = tuple(
        ((words.stem(other),), weights.CORRECTED if place == 0 else weights.CORRECTED_ELSE)
        for place, other in enumerate(likely)
    )
    return _Spelt(word, likely[0], stems)


def _split(word: str, engine: Engine, scope: Scope) -> Stems | None:
    halves = [_stemmed(pair) for pair in words.halves(word)]
    known = engine.known(halves, scope) if halves else set()
    return next((pair for pair in halves if pair in known), None)


# --- clauses ---


def _readings(query: Query, spelt: list[_Spelt], thesaurus: Thesaurus) -> tuple[Reading, ...]:
    """Terms in the words as meant, stop words in between kept ("power of attorney")."""
    meant = {word.typed: word.meant for word in spelt}
    text = [meant.get(word, word) for word in query.words]
    for phrase in query.phrases:
        text += phrase
    return tuple(thesaurus.read(text, query.senses, words.capitals(query.text)))


def _wanted(
    query: Query,
    scope: Scope,
    spelt: list[_Spelt],
    in_phrases: tuple[str, ...],
    readings: tuple[Reading, ...],
    engine: Engine,
) -> Wanted:
    quoted = [((words.stem(word),), 1.0) for word in in_phrases if word not in words.STOP_WORDS]
    typed = [word.stems for word in spelt] + [(pair,) for pair in quoted]
    share = 1 / max(len(typed), 1)
    main = [stems for spellings in typed for stems, _ in spellings[:1]]
    in_one = () if query.only_my_words else _in_one(spelt, scope, engine)
    return Wanted(
        scope=scope,
        concepts=tuple(_concepts(typed, readings, in_one, share)),
        every=_every(typed, readings),
        phrase=tuple(stem for stems in main for stem in stems) if len(main) > 1 else (),
        sort=query.sort,
        offset=(query.page - 1) * query.page_size,
        limit=query.page_size,
    )


Spellings = tuple[tuple[Stems, float], ...]


def _concepts(
    typed: list[Spellings],
    readings: tuple[Reading, ...],
    in_one: Sequence[tuple[frozenset[Stems], Stems]],
    share: float,
) -> Iterator[Concept]:
    """The words typed, those of one term together with its variants.

    A variant says all words of its term, so it counts as much as they do, less a little. A word
    typed twice counts twice.
    """
    left = Counter(stems for spellings in typed for stems, _ in spellings[:1])
    likely = {spellings[0][0]: spellings for spellings in typed}
    groups = [(_parts(reading), reading.variants, weights.VARIANT) for reading in readings]
    groups += [(parts, (other,), weights.JOINED) for parts, other in in_one]
    for parts, variants, weight in groups:
        named = [stems for stems in left if stems in parts]
        if not named:
            continue
        count = sum(left.pop(stems) for stems in named)
        yield Concept(
            tuple(_typed(named, likely, count / len(named) * share)),
            tuple(Clause(stems, weight * share * count) for stems in variants),
        )
    for stems, count in left.items():
        yield Concept(tuple(_typed([stems], likely, count * share)))


def _typed(
    named: Iterable[Stems], likely: Mapping[Stems, Spellings], share: float
) -> Iterator[Clause]:
    return (Clause(spelled, weight * share) for stems in named for spelled, weight in likely[stems])


def _parts(reading: Reading) -> frozenset[Stems]:
    """The words that were read as a term, one by one."""
    return frozenset((stem,) for stem in words.stems(reading.typed))


def _in_one(
    spelt: list[_Spelt], scope: Scope, engine: Engine
) -> list[tuple[frozenset[Stems], Stems]]:
    """Neighbours that are written as one word elsewhere (pre paid, prepaid), and the reverse."""
    if len(spelt) > weights.LONG:
        return []
    meant = [word.meant for word in spelt]
    pairs = [
        (frozenset(map(_stemmed, ([left], [right]))), _stemmed([left + right]))
        for left, right in pairwise(meant)
    ]
    halves = [
        (frozenset([_stemmed([word])]), _stemmed(pair))
        for word in meant
        for pair in words.halves(word)
    ]
    known = engine.known([stems for _, stems in pairs + halves], scope)
    return [(parts, stems) for parts, stems in pairs + halves if stems in known]


def _every(
    typed: list[tuple[tuple[Stems, float], ...]], readings: tuple[Reading, ...]
) -> tuple[tuple[Stems, ...], ...]:
    """For each word the ways to say it: itself, or a variant of the term it belongs to."""
    groups = []
    for ways in typed:
        own = tuple(stems for stems, _ in ways)
        stem = own[0][0]
        around = tuple(
            variant
            for reading in readings
            if stem in {part for name in reading.term.spellings() for part in words.stems(name)}
            for variant in reading.variants
        )
        groups.append(tuple(dict.fromkeys(own + around)))
    return tuple(dict.fromkeys(groups))


def fits(understood: Understood, title: str, text: str) -> bool:
    """Whether one text has everything that was asked for: the strict reading that alerts use."""
    held = [words.stem(word) for word in words.split(f"{title} . {text}")]
    line = f" {' '.join(held)} "

    def has(stems: Stems) -> bool:
        return f" {' '.join(stems)} " in line

    scope = understood.wanted.scope
    return (
        all(any(has(stems) for stems in group) for group in understood.wanted.every)
        and all(has(stems) for stems in scope.required)
        and not any(has(stems) for stems in scope.unwanted)
    )
