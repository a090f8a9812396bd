"""How Elasticsearch holds an entry. Text arrives split and stemmed by `search.query.words`, so both
engines call the same things words; Elasticsearch only parts it at spaces."""

from collections.abc import Iterable
from typing import Any

from elasticsearch.dsl import Document as DslDocument
from elasticsearch.dsl import Float, Integer, Keyword, Long, MetaField, Object, Text, analyzer

from search.engines.base import FACETS, Document
from search.query import words

VERSION = 5  # raise it when fields or stems change: an index of another version is built anew
LONGEST_REASON = 500
LEDGER = "ledger"  # the id of the one document that says how far the index has come

stems = analyzer("whitespace")


class EntryDocument(DslDocument):
    """One SearchEntry."""

    title = Text(analyzer=stems)
    labels = Text(analyzer=stems)
    summary = Text(analyzer=stems)
    body = Text(analyzer=stems)
    every = Text(analyzer=stems)  # all four, for phrases
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
    adopted = Integer()
    sink = Float()
    refused = Keyword(ignore_above=LONGEST_REASON)  # why only its number is here
    ledger = Object(enabled=False)

    class Meta:
        dynamic = MetaField("strict")
        # the words themselves are wanted back only for feedback, and once is enough
        _source = MetaField(includes=["entry", "revision", "every", "refused", "ledger"])


def source_of(document: Document) -> dict[str, Any]:
    """The document as it is sent."""
    columns = [document.title, document.labels, document.summary, document.body]
    split = [words.split(column) for column in columns]
    stemmed = [" ".join(map(words.stem, column)) for column in split]
    every_word = {word for column in split for word in column if len(word) <= words.LONGEST_WORD}
    facets = {name: list(document.facets.get(name, ())) for name in FACETS if name != "audience"}
    return facets | {
        "title": stemmed[0],
        "labels": stemmed[1],
        "summary": stemmed[2],
        "body": stemmed[3],
        "every": stemmed,
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
