"""One look at the index: everything asked within it belongs to one state."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self, cast

import tantivy
from tantivy import Order, Query

from search.engines import weights
from search.engines.base import Candidate, Clause, Counted, Statistics, Wanted
from search.engines.tantivy import queries, schema

MOST_VALUES = 1000  # of one facet
MOST_KEPT = 1000  # candidates kept in a process: reading one anew costs more than ranking it
BACK = weights.FEEDBACK / (1 - weights.FEEDBACK)


class Reader:
    """A searcher with what this process remembers of it. `stamp` is of the state it was read at."""

    def __init__(
        self,
        index: tantivy.Index,
        path: Path,
        stamp: tuple[int, int],
        kept: "OrderedDict[tuple[int, int], Candidate]",
    ) -> None:
        self.stamp = stamp
        self.path = path
        self._index = index
        self._kept = kept
        self.searcher = index.searcher()

    @classmethod
    def at(cls, path: Path, stamp: tuple[int, int], after: "Reader | None" = None) -> Self:
        """The index at `path` as it is now; what was kept of the same index goes on being used."""
        if after is not None and after.path == path:
            after._index.reload()
            return cls(after._index, path, stamp, after._kept)
        index = tantivy.Index.open(str(path))
        index.config_reader("manual", 0)  # no thread that watches the folder: the state tells
        return cls(index, path, stamp, OrderedDict())

    @property
    def build(self) -> str:
        return self.path.name

    # --- finding ---

    def candidates(
        self, wanted: Wanted, fed_back: Sequence[Clause], offset: int, limit: int
    ) -> list[Candidate]:
        """The engine's own best, in its order."""
        query = queries.candidates(wanted, fed_back, BACK)
        found = self.searcher.search(query, limit=limit, offset=offset, count=False)
        return self._read([address for _, address in found.hits])

    def listed(self, wanted: Wanted) -> list[int]:
        """Ids of one page, most adopted or newest first."""
        order = "adopted" if wanted.sort == "adopted" else "newest"
        found = self.searcher.search(
            queries.matching(wanted),
            limit=wanted.limit,
            offset=wanted.offset,
            count=False,
            order_by_field=order,
            order=Order.Desc,
        )
        return self._numbers("entry", [address for _, address in found.hits])

    def ids(self, query: Query, limit: int) -> list[int]:
        """Ids of the best by bm25."""
        found = self.searcher.search(query, limit=limit, count=False)
        return self._numbers("entry", [address for _, address in found.hits])

    def how_many(self, query: Query) -> int:
        found = self.searcher.search(query, limit=1)
        return found.count or 0  # type: ignore[attr-defined]  # the library's own stubs lack it

    # --- counting ---

    def count(self, wanted: Wanted) -> Counted:
        """Totals and facets. A facet with a filter of its own is counted without that filter."""
        filtered = [name for name in wanted.facets if name in wanted.scope.filters]
        open_ = [name for name in wanted.facets if name not in filtered]
        query = queries.matching(wanted)
        counted = self._values(query, open_)
        for name in filtered:
            counted |= self._values(queries.matching(wanted, without=name), [name])
        if "part" in open_:
            total = sum(count for _, count in counted["part"])
        else:
            total = self.how_many(query)
        return Counted(total, {name: counted[name] for name in wanted.facets})

    def _values(self, query: Query, names: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
        asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names}
        if not asked:
            return {}
        answer = self.searcher.aggregate(query, asked)
        pairs = {
            name: [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in held["buckets"]]
            for name, held in answer.items()
        }
        return {
            name: tuple(sorted(some, key=lambda pair: (-pair[1], pair[0])))
            for name, some in pairs.items()
        }

    def statistics(self, stems: Iterable[str]) -> Statistics:
        """Figures of the whole index."""
        holders = {stem: self.searcher.doc_freq("text", stem) for stem in stems}
        return Statistics(self.searcher.num_docs, self._mean_length, holders)

    @cached_property
    def _mean_length(self) -> float:
        answer = self.searcher.aggregate(Query.all_query(), {"mean": {"avg": {"field": "length"}}})
        return answer["mean"]["value"] or 0.0

    def visible(self, audiences: frozenset[str]) -> int:
        """How many entries these audiences see."""
        if audiences not in self._visible:
            self._visible[audiences] = self.how_many(queries.visible(audiences))
        return self._visible[audiences]

    @cached_property
    def written(self) -> int:
        """How many entries the figures of words speak of: those just deleted are among them."""
        return sum(count for _, count in self.searcher.terms_with_prefix("audience", ""))

    @cached_property
    def _visible(self) -> dict[frozenset[str], int]:
        return {}

    # --- single entries ---

    def held(self, entry: int) -> Candidate | None:
        found = self.searcher.search(queries.entry(entry), limit=1, count=False)
        return next(iter(self._read([address for _, address in found.hits])), None)

    def revisions_of(self, entries: Iterable[int]) -> dict[int, int]:
        """The revision held of each of some entries that are held."""
        wanted = list(entries)
        return self._revisions(self._entries(wanted), len(wanted)) if wanted else {}

    def revisions(self) -> dict[int, int]:
        """The revision held of every entry."""
        return self._revisions(Query.all_query(), max(self.searcher.num_docs, 1))

    def _revisions(self, query: Query, most: int) -> dict[int, int]:
        hits = self.searcher.search(query, limit=most, count=False).hits
        found = [address for _, address in hits]
        numbers = zip(self._numbers("entry", found), self._numbers("revision", found), strict=True)
        return dict(numbers)

    def _entries(self, entries: Iterable[int]) -> Query:
        return Query.term_set_query(schema.SCHEMA, "entry", list(entries))

    def _read(self, addresses: list[tantivy.DocAddress]) -> list[Candidate]:
        """Candidates in the order of their addresses; those read lately are at hand."""
        names = zip(
            self._numbers("entry", addresses), self._numbers("revision", addresses), strict=True
        )
        return [self._one(*pair) for pair in zip(names, addresses, strict=True)]

    def _one(self, name: tuple[int, int], address: tantivy.DocAddress) -> Candidate:
        held = self._kept.pop(name, None)
        if held is None:
            stored = self.searcher.doc(address)["held"][0]
            held = schema.candidate(name[0], bytes(stored))
        self._kept[name] = held
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return held

    def _numbers(self, field: str, addresses: list[tantivy.DocAddress]) -> list[int]:
        found = self.searcher.fast_field_values(field, addresses) if addresses else []
        return cast(list[int], found)
