"""How Elasticsearch holds an entry. Text arrives split and stemmed by `search.query.words`, so both
engines call the same things words; Elasticsearch only parts it at spaces."""

from collections.abc import Iterable
from typing import Any

from elasticsearch.dsl import Document as DslDocument
from elasticsearch.dsl import Float, Integer, Keyword, Long, MetaField, Object, Text, analyzer

from search.engines import weights
from search.engines.base import FACETS, Document, text_of
from search.query import words

VERSION = 6  # raise it when fields or stems change: an index of another version is built anew
LONGEST_REASON = 500
LEDGER = "ledger"  # the id of the one document that says how far the index has come

HELD: list[Any] = ["entry", "kind", "sink", "text"]  # what ranking wants back
SIMILARITY = "hub"
SIMILARITIES = {SIMILARITY: {"type": "BM25", "k1": weights.K1, "b": weights.B}}

stems = analyzer("whitespace")


class EntryDocument(DslDocument):
    """One SearchEntry."""

    text = Text(analyzer=stems, similarity=SIMILARITY)  # the title's stems, and all stems
    title_words = Text(analyzer=stems)  # as written, for suggestions
    spelt = Text(analyzer=stems, norms=False)  # all words as written, each once
    kind = Keyword()
    topic = Keyword()
    council = Keyword()
    tag = Keyword()
    status = Keyword()
    year = Keyword()
    audience = Keyword()
    part = Keyword()
    by = Keyword()
    entry = Long()
    revision = Long()
    day = Integer()
    length = Integer()
    adopted = Integer()
    sink = Float()
    refused = Keyword(ignore_above=LONGEST_REASON)  # why only its number is here
    ledger = Object(enabled=False)

    class Meta:
        dynamic = MetaField("strict")
        _source = MetaField(includes=[*HELD, "revision", "refused", "ledger"])


def source_of(document: Document) -> dict[str, Any]:
    """The document as it is sent."""
    columns = [document.title, document.labels, document.summary, document.body]
    split = [words.split(column) for column in columns]
    stemmed = [" ".join(words.stem_each(column)) for column in split]
    every_word = {word for column in split for word in column if len(word) <= words.LONGEST_WORD}
    facets = {name: list(document.facets.get(name, ())) for name in FACETS if name != "audience"}
    return facets | {
        # A title's words count twice; the engine's own score then comes near to that of ranking.
        "text": [stemmed[0], text_of(stemmed)],
        "length": sum(map(len, split)),
        "title_words": " ".join(split[0]),
        "spelt": " ".join(sorted(every_word)),
        "audience": document.audience,
        "by": sorted(_by(document.by)),
        "entry": document.id,
        "revision": document.revision,
        "day": document.day,
        "adopted": document.adopted,
        "sink": document.sink,
    }


def refused_source(entry: int, revision: int, reason: str) -> dict[str, Any]:
    """What stands in the place of a document that was refused: no words, and nobody may see it."""
    return {"entry": entry, "revision": revision, "refused": reason}


def _by(people: Iterable[str]) -> set[str]:
    """Each person under her whole name or address and under each word of it."""
    return {part for person in people for part in (person, *person.split())}
