"""From what somebody typed to what an engine looks for: typing errors, variants, senses.

Everything that was assumed is written down, so that the page can say it and offer the other way.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from search.engines import weights
from search.engines.base import FACETS, Clause, Concept, Engine, Scope, Stems, Wanted
from search.query import corrections, words
from search.query.corrections import Spelt, stemmed
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


def understand(
    query: Query, engine: Engine, thesaurus: Thesaurus, audiences: frozenset[str]
) -> Understood:
    """Read `query` for readers who hold `audiences`: what they cannot see corrects nothing."""
    scope = _scope(query, audiences)
    intent = _intent(query)
    content = replace(query, words=intent.content).content_words
    spelt, unknown = corrections.spell(
        content, engine, thesaurus, scope, helped=not _as_typed(query)
    )
    meant = tuple(word.meant for word in spelt)
    in_phrases = tuple(word for phrase in query.phrases for word in phrase)
    readings = () if query.only_my_words else _readings(query, spelt, thesaurus)
    wanted = _wanted(query, scope, spelt, in_phrases, readings, engine)
    wanted = replace(wanted, prefer=intent.prefer)
    corrected = tuple((word.typed, word.meant) for word in spelt if word.typed != word.meant)
    asked = [word.meant for word in spelt if word.typed == word.meant]
    doubts = () if _as_typed(query) else doubted(asked, readings, engine, thesaurus, scope)
    asking = tuple(left_out(query.words, intent.content))
    return Understood(query, meant, corrected, doubts, unknown, readings, wanted, asking)


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
        unwanted=tuple(stemmed(part) for part in query.unwanted),
        required=tuple(stemmed(part) for part in query.phrases),
    )


# --- clauses ---


def _readings(query: Query, spelt: list[Spelt], thesaurus: Thesaurus) -> tuple[Reading, ...]:
    """Terms in the words as meant, stop words in between kept ("power of attorney")."""
    meant = {word.typed: word.meant for word in spelt}
    text = [meant.get(word, word) for word in query.words]
    for phrase in query.phrases:
        text += phrase
    return tuple(thesaurus.read(text, query.senses, words.capitals(query.text)))


def _wanted(
    query: Query,
    scope: Scope,
    spelt: list[Spelt],
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
    spelt: list[Spelt], scope: Scope, engine: Engine
) -> list[tuple[frozenset[Stems], Stems]]:
    """Neighbours that are written as one word elsewhere (pre paid, prepaid), and the reverse."""
    if len(spelt) > weights.LONG:
        return []
    meant = [word.meant for word in spelt]
    pairs = [
        (frozenset(map(stemmed, ([left], [right]))), stemmed([left + right]))
        for left, right in pairwise(meant)
    ]
    halves = {pair: word for word in meant for pair in words.halves(word)}
    known = engine.known([*(stems for _, stems in pairs), *map(stemmed, halves)], scope)
    likely = [pair for pair in halves if stemmed(pair) in known]
    parted = [
        (frozenset([stemmed([halves[pair]])]), stemmed(pair))
        for pair in corrections.spelt_so(likely, engine, scope)
    ]
    return [(parts, stems) for parts, stems in pairs if stems in known] + parted


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
