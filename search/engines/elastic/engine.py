"""The Elasticsearch engine: the same contract, weights and words as the embedded one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from elasticsearch import ApiError, Elasticsearch, TransportError, helpers
from elasticsearch.dsl import Q, Search

from search import words
from search.engines import feedback, likeness, weights
from search.engines.base import (
    Document,
    EngineUnavailable,
    Found,
    Hit,
    Scope,
    Stems,
    Taken,
    Wanted,
)
from search.engines.elastic import index, queries
from search.engines.elastic.mapping import source_of
from search.engines.embedded.postings import rarity

Answer = TypeVar("Answer")
SMALL = 100  # so many documents are found at once; larger batches when the index refreshes
DEEPEST = 10_000  # Elasticsearch pages no further


class ElasticEngine:
    """`alias` names the index in use; each build has an index of its own behind it."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self.client = client
        self.alias = alias

    # --- finding ---

    def find(self, wanted: Wanted) -> Found:
        return self._asked(lambda: self._find(wanted))

    def _find(self, wanted: Wanted) -> Found:
        if wanted.sort != "best" or not (wanted.words or wanted.variants):
            return self._listed(wanted)
        share, clauses = self._fed_back(wanted)
        factor = share / (1 - share)
        answer = self._page(self._faceted(queries.ranked(wanted, clauses, factor), wanted), wanted)
        hits = tuple(
            Hit(hit["_source"]["entry"], hit["_score"], _reasons(hit)) for hit in _hits(answer)
        )
        fed_back = tuple(clause.stems[0] for clause in clauses)
        return Found(_total(answer), hits, _facets(answer, wanted), fed_back)

    def _listed(self, wanted: Wanted) -> Found:
        must = [query] if (query := queries.matching(wanted)) else []
        query = Q("bool", must=must, filter=queries.in_reach(wanted.scope))
        order = ["-adopted"] if wanted.sort == "adopted" else []
        search = self._faceted(query, wanted).sort(*order, "-day", "-entry")
        answer = self._page(search, wanted)
        hits = tuple(Hit(hit["_source"]["entry"], 0.0) for hit in _hits(answer))
        return Found(_total(answer), hits, _facets(answer, wanted))

    def _faceted(self, query: Any, wanted: Wanted) -> Search:
        search = self._search().query(query).extra(track_total_hits=True)
        search = search.post_filter(Q("bool", filter=queries.chosen(wanted.scope)))
        for name in wanted.facets:
            search.aggs.bucket(name, queries.facet(name, wanted.scope))
        return search.extra(explain=True) if wanted.explain else search

    def _page(self, search: Search, wanted: Wanted) -> dict[str, Any]:
        start = min(wanted.offset, DEEPEST - wanted.limit)
        return search[start : start + wanted.limit].source(["entry"]).execute().to_dict()

    def _fed_back(self, wanted: Wanted) -> tuple[float, Any]:
        """Terms that the first hits share, with their share of the score."""
        filters = queries.chosen(wanted.scope)
        first = self._search().query(Q("bool", must=[queries.ranked(wanted)], filter=filters))
        hits = _hits(first[: weights.FEEDBACK_HITS].source(False).execute().to_dict())
        if not hits:
            return 0.0, ()
        counted, holders, entries = self._terms_of([hit["_id"] for hit in hits])
        best = _best(wanted, holders, entries)
        share = feedback.share([hit["_score"] for hit in hits], best, len(wanted.words))
        if not share:
            return 0.0, ()
        texts: list[tuple[float, Mapping[str, int]]] = [
            (hit["_score"], counted.get(hit["_id"], {})) for hit in hits
        ]
        return share, feedback.terms(texts, _rare_enough(holders, entries))

    def _terms_of(self, ids: list[str]) -> tuple[dict[str, Counter], dict[str, int], int]:
        """For some entries their counted stems; and how many entries hold each stem, of how many."""
        answer = self.client.mtermvectors(
            index=self.alias,
            ids=ids,
            fields=["every"],
            term_statistics=True,
            field_statistics=True,
            positions=False,
            offsets=False,
            payloads=False,
        )
        counted: dict[str, Counter] = {}
        holders: dict[str, int] = {}
        entries = 0
        for document in answer["docs"]:
            vector = document.get("term_vectors", {}).get("every", {})
            entries = max(entries, vector.get("field_statistics", {}).get("doc_count", 0))
            terms = vector.get("terms", {})
            counted[document["_id"]] = Counter({t: held["term_freq"] for t, held in terms.items()})
            holders |= {term: held.get("doc_freq", 1) for term, held in terms.items()}
        return counted, holders, entries

    # --- words ---

    def known(self, spellings: Iterable[Stems], scope: Scope, enough: int = 1) -> dict[Stems, int]:
        asked = [stems for stems in dict.fromkeys(spellings) if stems]
        return self._asked(lambda: self._seen(scope, {s: queries.said(s) for s in asked}))

    def _seen(self, scope: Scope, questions: dict) -> dict:
        """Those of some questions to which visible entries are an answer, and to how many.

        One request for all.
        """
        if not questions:
            return {}
        keys = list(questions)
        audience = Q("terms", audience=sorted(scope.audiences))
        search = self._search().query(Q("bool", filter=[audience]))[:0]
        filters = {str(number): questions[key].to_dict() for number, key in enumerate(keys)}
        search.aggs.bucket("asked", "filters", filters=filters)
        buckets = search.execute().to_dict()["aggregations"]["asked"]["buckets"]
        return {
            keys[int(number)]: held["doc_count"]
            for number, held in buckets.items()
            if held["doc_count"]
        }

    def resembling(
        self, word: str, scope: Scope, beside: Sequence[str], fitting: bool = False
    ) -> list[str]:
        if not likeness.may_be_mended(word, bool(beside)):
            return []
        return self._asked(lambda: self._resembling(word, scope, beside[:4], fitting))

    def _resembling(
        self, word: str, scope: Scope, beside: Sequence[str], fitting: bool
    ) -> list[str]:
        options = self._near(word)
        questions = {(other, ""): Q("term", spelt=other) for other, _ in options}
        questions |= {
            (other, near): Q("term", every=words.stem(other)) & Q("term", every=near)
            for other, _ in options
            for near in beside
        }
        seen = self._seen(scope, questions)

        def company(other: str) -> float | None:
            if (other, "") not in seen:
                return None
            return sum((other, near) in seen for near in beside) / max(len(beside), 1)

        least = 1.0 if fitting and beside else 0.0
        return likeness.likeliest(word, options, company, least)

    def _near(self, word: str) -> list[tuple[str, float]]:
        term = {
            "field": "spelt",
            "size": likeness.CANDIDATES * 2,
            "max_edits": likeness.slips_in(word),
            "prefix_length": 0,
            "min_word_length": likeness.SHORTEST - 1,
            "suggest_mode": "always",
            "string_distance": "damerau_levenshtein",
            "max_inspections": 20,
        }
        answer = self._search().suggest("near", word, term=term)[:0].execute().to_dict()
        options = answer["suggest"]["near"][0]["options"] if answer["suggest"]["near"] else []
        return [
            (
                option["text"],
                likeness.cost(word, option["text"], _slips(word, option), option["freq"]),
            )
            for option in options
        ]

    def starting(self, text: str, scope: Scope, limit: int) -> list[int]:
        typed = words.split(text)[:8]
        if not typed:
            return []
        whole = [word for word in typed[:-1] if word not in words.STOP_WORDS]
        must = [Q("term", title_words=word) for word in whole]
        must.append(Q("prefix", title_words={"value": typed[-1], "rewrite": "scoring_boolean"}))
        query = Q("bool", must=must, filter=queries.in_reach(scope) + queries.chosen(scope))
        return self._asked(lambda: self._entries(query, limit))

    def alike(self, entry: int, scope: Scope, limit: int) -> list[int]:
        return self._asked(lambda: self._alike(entry, scope, limit))

    def _alike(self, entry: int, scope: Scope, limit: int) -> list[int]:
        counted, holders, entries = self._terms_of([str(entry)])
        text = counted.get(str(entry))
        if not text:
            return []
        clauses = feedback.terms([(1.0, text)], _rare_enough(holders, entries))
        query = Q(
            "bool",
            should=queries.scored(clauses),
            minimum_should_match=1,
            filter=queries.in_reach(scope) + queries.chosen(scope),
            must_not=[Q("term", entry=entry)],
        )
        sink = [{"field_value_factor": {"field": "sink", "missing": 1.0}}]
        return self._entries(Q("function_score", query=query, functions=sink), limit)

    def _entries(self, query: Any, limit: int) -> list[int]:
        answer = self._search().query(query)[:limit].source(["entry"]).execute().to_dict()
        return [hit["_source"]["entry"] for hit in _hits(answer)]

    # --- writing ---

    def taken(self) -> Taken | None:
        return self._asked(lambda: index.taken(self.client, self.alias))

    def take(self, documents: Sequence[Document], revision: int) -> None:
        self._asked(lambda: self._take(documents, revision))

    def _take(self, documents: Sequence[Document], revision: int) -> None:
        life = index.life(self.client, self.alias)
        self._send(self.alias, documents)
        if len(documents) <= SMALL:
            self.client.indices.refresh(index=self.alias)
        index.remember(self.client, self.alias, Taken(life, revision))

    def rebuild(self, documents: Iterable[Document], taken: Taken) -> None:
        def build() -> None:
            name = index.create(self.client, self.alias)
            self._send(name, documents)
            index.remember(self.client, name, taken)
            self.client.options(request_timeout=60).indices.refresh(index=name)
            index.point_at(self.client, self.alias, name)

        self._asked(build)

    def _send(self, name: str, documents: Iterable[Document]) -> None:
        """Documents newer than those held; an older one is refused by its version, as it should."""
        client = self.client.options(request_timeout=60)
        for ok, item in helpers.streaming_bulk(
            client, _actions(name, documents), raise_on_error=False, chunk_size=500
        ):
            answer = next(iter(item.values()))
            if not ok and answer["status"] not in (404, 409):
                raise EngineUnavailable(f"Elasticsearch refused an entry: {answer}")

    def revisions(self) -> dict[int, int]:
        def read() -> dict[int, int]:
            query = {"query": {"exists": {"field": "entry"}}, "_source": ["entry", "revision"]}
            rows = helpers.scan(self.client, index=self.alias, query=query, request_timeout=60)
            return {row["_source"]["entry"]: row["_source"]["revision"] for row in rows}

        return self._asked(read)

    # --- talking to the server ---

    def _search(self) -> Search:
        return Search(using=self.client, index=self.alias)

    def _asked(self, question: Callable[[], Answer]) -> Answer:
        try:
            return question()
        except (ApiError, TransportError, helpers.BulkIndexError) as error:
            raise EngineUnavailable(f"Elasticsearch: {error}") from error


def _actions(name: str, documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    for document in documents:
        action = {
            "_index": name,
            "_id": str(document.id),
            "_op_type": "delete" if document.gone else "index",
            "version": document.revision,
            "version_type": "external_gte",
        }
        yield action if document.gone else action | {"_source": source_of(document)}


def _hits(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return answer["hits"]["hits"]


def _total(answer: dict[str, Any]) -> int:
    return answer["hits"]["total"]["value"]


def _facets(answer: dict[str, Any], wanted: Wanted) -> dict[str, tuple[tuple[str, int], ...]]:
    counted = answer.get("aggregations", {})
    return {
        name: tuple(
            (bucket["key"], bucket["doc_count"]) for bucket in counted[name]["values"]["buckets"]
        )
        for name in wanted.facets
    }


def _reasons(hit: dict[str, Any]) -> dict[str, float]:
    """The top of Elasticsearch's own explanation, where it was asked for."""
    parts = hit.get("_explanation", {}).get("details", ())
    return {part["description"][:80]: round(part["value"], 3) for part in parts}


def _slips(word: str, option: dict[str, Any]) -> float:
    """Elasticsearch tells likeness from 0 to 1 by the longer word's length."""
    return round((1 - option["score"]) * max(len(word), len(option["text"])))


def _best(wanted: Wanted, holders: dict[str, int], entries: int) -> float:
    """The score of a text that says all words asked for. A word of no first hit counts as rare."""
    return sum(
        clause.weight * max(rarity(holders.get(stem, 1), entries) for stem in clause.stems)
        for clause in wanted.words
    )


def _rare_enough(holders: dict[str, int], entries: int) -> Callable[[str], float]:
    def rare_enough(stem: str) -> float:
        held = holders.get(stem, 1)
        return 0.0 if held > weights.too_common(entries) else rarity(held, entries)

    return rare_enough
