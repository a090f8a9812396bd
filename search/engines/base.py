"""What every search engine of the hub takes and gives back.

An engine finds candidates and counts; it knows no readers, only audience keys, and gives back ids
of SearchEntry rows. `search.engines.finding` asks it, `search.engines.ranking` puts what it found
in order, and `search.service` turns a reader into keys and ids into results.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from sys import intern
from typing import NamedTuple, Protocol

from search.engines import weights

Stems = tuple[str, ...]  # one stem, or several for a phrase

FACETS = ("kind", "topic", "council", "tag", "status", "year", "audience", "part")
FIELD_END = " | "  # stands between the columns of an entry's stems: no phrase runs across it


class EngineUnavailable(Exception):
    """The engine cannot answer now: away, slow, damaged or refusing. Another one should."""


@dataclass(frozen=True, slots=True)
class Document:
    """One SearchEntry as engines take it. `gone` documents are taken out of the index."""

    id: int
    revision: int
    gone: bool = False
    audience: str = ""
    title: str = ""
    labels: str = ""  # topics, tags, council, publisher: words beside the text
    summary: str = ""
    body: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by: tuple[str, ...] = ()  # e-mail addresses and names, folded, that by: finds
    day: int = 0  # proleptic ordinal of the date; 0 when undated
    sink: float = 1.0  # below one for things past their time
    adopted: int = 0

    @property
    def kind(self) -> str:
        return next(iter(self.facets.get("kind", ())), "")


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be looked at: the reader's audience keys, and the filters chosen."""

    audiences: frozenset[str]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by: str = ""
    unwanted: tuple[Stems, ...] = ()
    required: tuple[Stems, ...] = ()  # quoted phrases: each must be there

    def only(self, facet: str, *values: str) -> "Scope":
        """The same with one facet's filter set anew."""
        return replace(self, filters={**self.filters, facet: values})


@dataclass(frozen=True, slots=True)
class Clause:
    """Stems to score by bm25, and how much the score counts."""

    stems: Stems
    weight: float


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for: its words as typed, or in place of them all one of its variants.

    The best way an entry says it counts, not their sum: a concept with many spellings would
    drown the rare word that carries the question.
    """

    words: tuple[Clause, ...]
    variants: tuple[Clause, ...] = ()

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return (*self.words, *self.variants)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One search. Without concepts, everything in scope is listed by date."""

    scope: Scope
    concepts: tuple[Concept, ...] = ()  # an entry must have a clause of one of them
    every: tuple[tuple[Stems, ...], ...] = ()  # for each thing asked for, the ways to say it
    phrase: Stems = ()  # the query's words as they stand
    prefer: Mapping[str, float] = field(default_factory=dict)  # kind -> factor on the score
    sort: str = "best"
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = FACETS
    explain: bool = False

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clause for concept in self.concepts for clause in concept.clauses)

    def only(self, part: str, offset: int, limit: int) -> "Wanted":
        """The same search for some hits of one part, with nothing counted."""
        scope = self.scope.only("part", part)
        return replace(self, scope=scope, offset=offset, limit=limit, facets=())


@dataclass(frozen=True)
class Candidate:
    """An entry that an engine found, with what ranking needs of it.

    `text` is the stems of title, labels, summary and body in their order, FIELD_END between them.
    """

    id: int
    kind: str
    sink: float
    text: str

    @cached_property
    def title(self) -> frozenset[str]:
        return frozenset(self.text.partition(FIELD_END)[0].split())

    @cached_property
    def counts(self) -> Mapping[str, float]:
        """How often each stem stands here, a title's stems weighted."""
        every = Counter(map(intern, self._parts))
        every.pop(FIELD_END.strip(), None)
        return self._weighted(every)

    def counts_of(self, stems: frozenset[str]) -> Mapping[str, float]:
        """The same for some stems alone: a search asks for few of an entry's many."""
        if "counts" in self.__dict__:
            return self.counts
        return self._weighted(Counter(filter(stems.__contains__, self._parts)))

    def _weighted(self, counts: Counter[str]) -> Mapping[str, float]:
        for stem in self.text.partition(FIELD_END)[0].split():
            if stem in counts:
                counts[stem] += weights.TITLE - 1
        return counts

    @cached_property
    def length(self) -> int:
        """Stems, each counted once."""
        parts = self._parts
        return len(parts) - parts.count(FIELD_END.strip())

    @property
    def _parts(self) -> list[str]:
        return self.text.split()

    def says(self, stems: Stems) -> bool:
        """Whether these stems stand here, in a row."""
        return f" {' '.join(stems)} " in self._spaced

    @cached_property
    def _spaced(self) -> str:
        return f" {self.text} "


def text_of(columns: Iterable[str]) -> str:
    """The stems of an entry's columns as one text, as Candidate holds it."""
    return FIELD_END.join(columns)


class Statistics(NamedTuple):
    """How many entries an index has, how long they are, and how many of them hold some stems."""

    entries: int
    mean_length: float  # stems, each column counted once
    holders: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Hit:
    id: int
    score: float
    why: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries match; facets count with all filters but their own, largest first."""

    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, best first."""

    hits: tuple[Hit, ...]
    fed_back: tuple[str, ...] = ()  # stems taken from the first hits, for explain


class Taken(NamedTuple):
    """How far an index has come: the ledger's life it belongs to, and the last revision."""

    life: int
    revision: int


class Engine(Protocol):
    """Both engines behave so; one suite of tests runs on each. All raise EngineUnavailable."""

    name: str

    def count(self, wanted: Wanted) -> Counted:
        """How many entries in scope have any word, by the facets of `wanted`."""

    def candidates(
        self, wanted: Wanted, fed_back: Sequence[Clause], offset: int, limit: int
    ) -> list[Candidate]:
        """Entries in scope that fit best by the engine's own bm25, which adds up what concepts
        and fed-back clauses say. An entry must say something of a concept.

        Kinds in `wanted.prefer` come before all others, so that ranking is sure to see them.
        """

    def listed(self, wanted: Wanted) -> list[int]:
        """Ids of a page in scope with any of the clauses, if there are any, by `wanted.sort`:
        the most adopted first, else the newest."""

    def statistics(self, stems: Iterable[str]) -> Statistics:
        """Figures of the whole index, whoever may see it; they only weigh words."""

    def known(self, spellings: Iterable[Stems], scope: Scope, enough: int = 1) -> dict[Stems, int]:
        """Which of these stems and phrases stand in anything that the scope's audiences see.

        With the number of such entries; an engine may stop counting at `enough`.
        """

    def spelt(self, words: Iterable[str], scope: Scope, enough: int = 1) -> dict[str, int]:
        """The same for words as they are written, folded but not stemmed."""

    def resembling(
        self, word: str, scope: Scope, beside: Sequence[str], fitting: bool = False
    ) -> list[str]:
        """Words like this one, best first, that the scope's audiences can see.

        `beside` are the stems around it in the query: candidates met with them come first, and
        with `fitting` those that are not met with all of them do not come at all.
        """

    def starting(self, text: str, scope: Scope, limit: int) -> list[int]:
        """Ids of entries whose title has these words, the last one unfinished."""

    def held(self, entry: int) -> Candidate | None:
        """What is held of an entry, whoever asks: the caller has asked who may see it."""

    def taken(self) -> Taken | None:
        """How far the index has come; None when there is none that can be used."""

    def take(self, documents: Sequence[Document], revision: int) -> None:
        """Write documents (older revisions than known are no harm) and remember the revision."""

    def rebuild(self, documents: Iterable[Document], taken: Taken) -> None:
        """Replace the whole index while the old one still answers."""

    def revisions(self) -> dict[int, int]:
        """The revision held for each id, for `search_index verify`."""

    def refused(self) -> dict[int, str]:
        """Some of the entries that the engine would not take, with its reason."""
