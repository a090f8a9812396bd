"""How tantivy holds an entry. Text arrives split and stemmed by `search.query.words`, as it does
for Elasticsearch; tantivy only parts it at spaces.

The index is a copy of what SearchEntry says. It may be deleted at any time: it is built again.
"""

import sys
from importlib.metadata import version

import tantivy

from search.engines.base import FACETS, Candidate, Document, text_of
from search.query import words

VERSION = 2  # raise it when fields or stems change: an index of another version is built anew
FORMAT = f"{VERSION}, tantivy {version('tantivy')}"
HEADING = "\t"  # between kind, sink and text of what is stored
MOST_ADOPTED = 1023
DAY_BITS, ID_BITS = 22, 32  # a day's ordinal and an entry's number within an order


def _built() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in ("text", "title_words"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("spelt", tokenizer_name="whitespace", index_option="basic")
    for field in FACETS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("by", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("held", stored=True, indexed=False)
    builder.add_unsigned_field("entry", indexed=True, fast=True)
    for field in ("revision", "length", "newest", "adopted"):
        builder.add_unsigned_field(field, indexed=False, fast=True)
    return builder.build()


SCHEMA = _built()


def added(document: Document) -> tantivy.Document:
    """The document as it is written."""
    columns = (document.title, document.labels, document.summary, document.body)
    split = [words.split(column) for column in columns]
    stemmed = [" ".join(words.stem_each(part)) for part in split]
    text = text_of(stemmed)
    made = tantivy.Document()
    # A title's words count twice; the engine's own score then comes near to that of ranking.
    made.add_text("text", text_of([stemmed[0], text]))
    made.add_text("title_words", " ".join(split[0]))
    every = {word for part in split for word in part if len(word) <= words.LONGEST_WORD}
    made.add_text("spelt", " ".join(every))
    for name, values in facets(document).items():
        for value in values:
            made.add_text(name, value)
    for person in by(document):
        made.add_text("by", person)
    held = HEADING.join([document.kind, repr(document.sink), text])
    made.add_bytes("held", held.encode())
    made.add_unsigned("entry", document.id)
    made.add_unsigned("revision", document.revision)
    made.add_unsigned("length", sum(map(len, split)))
    newest = (document.day << ID_BITS) + document.id
    adopted = min(document.adopted, MOST_ADOPTED)
    made.add_unsigned("newest", newest)
    made.add_unsigned("adopted", (adopted << (DAY_BITS + ID_BITS)) + newest)
    return made


def facets(document: Document) -> dict[str, tuple[str, ...]]:
    return {**document.facets, "audience": (document.audience,)}


def by(document: Document) -> set[str]:
    """Each person under their whole name or address and under each word of it."""
    return {part for person in document.by for part in (person, *person.split())}


def candidate(entry: int, held: bytes) -> Candidate:
    """What was stored of an entry, as ranking takes it."""
    kind, sink, text = held.decode().split(HEADING, 2)
    return Candidate(entry, sys.intern(kind), float(sink), text)
