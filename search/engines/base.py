"""What every search engine of the hub takes and gives back.

An engine ranks and counts; it knows no readers, only audience keys, and gives back ids of
SearchEntry rows. The door (`search.service`) turns a reader into keys and ids into results.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

Stems = tuple[str, ...]  # one stem, or several for a phrase

FACETS = ("kind", "topic", "council", "tag", "status", "year", "audience", "part")


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


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be looked at: the reader's audience keys, and the filters chosen."""

    audiences: frozenset[str]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by: str = ""
    unwanted: tuple[Stems, ...] = ()
    required: tuple[Stems, ...] = ()  # quoted phrases: each must be there


@dataclass(frozen=True, slots=True)
class Clause:
    """Stems to score by bm25, and how much the score counts."""

    stems: Stems
    weight: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """One search for an engine. Without words, everything in scope is listed by date."""

    scope: Scope
    words: tuple[Clause, ...] = ()  # a document must have one of words or variants
    variants: tuple[Clause, ...] = ()
    neighbours: tuple[tuple[str, str], ...] = ()  # stems wanted near each other
    every: tuple[tuple[Stems, ...], ...] = ()  # for each thing asked for, the ways to say it
    phrase: Stems = ()  # the query's words as they stand
    prefer: Mapping[str, float] = field(default_factory=dict)  # kind -> factor on the score
    sort: str = "best"
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = FACETS
    explain: bool = False

    def only(self, part: str, offset: int, limit: int) -> "Wanted":
        """The same search for some hits of one part, with nothing counted."""
        scope = replace(self.scope, filters={**self.scope.filters, "part": (part,)})
        return replace(self, scope=scope, offset=offset, limit=limit, facets=())


@dataclass(frozen=True, slots=True)
class Hit:
    id: int
    score: float
    why: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """`facets` count with all filters but their own, largest first."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    fed_back: tuple[str, ...] = ()  # stems taken from the first hits, for explain


class Taken(NamedTuple):
    """How far an index has come: the ledger's life it belongs to, and the last revision."""

    life: int
    revision: int


class Engine(Protocol):
    """Both engines behave so; one suite of tests runs on each."""

    name: str

    def find(self, wanted: Wanted) -> Found:
        """Ids in scope that match, best first. Raises EngineUnavailable."""

    def known(self, spellings: Iterable[Stems], scope: Scope, enough: int = 1) -> dict[Stems, int]:
        """Which of these words and phrases stand in anything that the scope's audiences see.

        With the number of such entries; an engine may stop counting at `enough`.
        """

    def resembling(
        self, word: str, scope: Scope, beside: Sequence[str], fitting: bool = False
    ) -> list[str]:
        """Words like this one, best first, that the scope's audiences can see.

        `beside` are the stems around it in the query: candidates met with them come first, and
        with `fitting` those that are not met with all of them do not come at all.
        """

    def starting(self, text: str, scope: Scope, limit: int) -> list[int]:
        """Ids of entries whose title has these words, the last one unfinished."""

    def alike(self, entry: int, scope: Scope, limit: int) -> list[int]:
        """Ids of entries in scope that read like this one."""

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
