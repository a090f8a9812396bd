"""The Elasticsearch engine: the same contract, weights and words as the embedded one."""

from collections.abc import Iterable, Sequence
from typing import Self

from elasticsearch import helpers
from elasticsearch.dsl import Q, Search

from search.engines.base import (
    Candidate,
    Clause,
    Counted,
    Document,
    Scope,
    Statistics,
    Stems,
    Taken,
    Wanted,
)
from search.engines.elasticsearch import fetching, index, wording
from search.engines.elasticsearch.server import PATIENT_SECONDS, Server, talking

MOST_REFUSED = 20  # told of at once


class ElasticEngine:
    """`server.alias` names the index in use; each build has an index of its own behind it."""

    name = "elasticsearch"

    def __init__(self, server: Server) -> None:
        self.server = server

    def for_one_search(self) -> Self:
        """The same engine for one reader: she waits two seconds at most for all its answers."""
        return type(self)(self.server.for_one_search())

    # --- finding ---

    def count(self, wanted: Wanted) -> Counted:
        with talking():
            return fetching.count(self.server, wanted)

    def candidates(
        self, wanted: Wanted, fed_back: Sequence[Clause], offset: int, limit: int
    ) -> list[Candidate]:
        with talking():
            return fetching.candidates(self.server, wanted, fed_back, offset, limit)

    def listed(self, wanted: Wanted) -> list[int]:
        with talking():
            return fetching.listed(self.server, wanted)

    def statistics(self, stems: Iterable[str]) -> Statistics:
        with talking():
            return fetching.statistics(self.server, list(stems))

    def held(self, entry: int) -> Candidate | None:
        with talking():
            return fetching.held(self.server, entry)

    def known(self, spellings: Iterable[Stems], scope: Scope, enough: int = 1) -> dict[Stems, int]:
        with talking():
            return wording.known(self.server, spellings, scope, enough)

    def spelt(self, words: Iterable[str], scope: Scope, enough: int = 1) -> dict[str, int]:
        with talking():
            return wording.spelt(self.server, words, scope, enough)

    def resembling(
        self, word: str, scope: Scope, beside: Sequence[str], fitting: bool = False
    ) -> list[str]:
        with talking():
            return wording.resembling(self.server, word, scope, beside, fitting)

    def starting(self, text: str, scope: Scope, limit: int) -> list[int]:
        with talking():
            return wording.starting(self.server, text, scope, limit)

    # --- writing ---

    def taken(self) -> Taken | None:
        with talking():
            note = index.note_of(self.server.client, self.server.alias)
            if note is None:
                return None
            self.server.pin(note.build)
            return note.taken

    def take(self, documents: Sequence[Document], revision: int) -> None:
        with talking():
            index.take(self.server, documents, revision)

    def rebuild(self, documents: Iterable[Document], taken: Taken) -> None:
        with talking():
            index.rebuild(self.server, documents, taken)

    # --- looking after it ---

    def revisions(self) -> dict[int, int]:
        """All that is held; what was refused and has but its number here is not."""
        missing = Search().query(Q("exists", field="refused")).to_dict()["query"]
        query = {
            "query": {"bool": {"filter": [{"exists": {"field": "entry"}}], "must_not": [missing]}},
            "_source": ["entry", "revision"],
        }
        with talking():
            client = self.server.patient()
            client.indices.refresh(index=self.server.alias)
            rows = helpers.scan(
                client, index=self.server.alias, query=query, request_timeout=PATIENT_SECONDS
            )
            return {row["_source"]["entry"]: row["_source"]["revision"] for row in rows}

    def refused(self) -> dict[int, str]:
        """Entries that it did not take, and why."""
        search = Search().query(Q("exists", field="refused"))[:MOST_REFUSED]
        with talking():
            held = fetching.hits(self.server.search(search.source(["entry", "refused"])))
            return {hit["_source"]["entry"]: hit["_source"]["refused"] for hit in held}
