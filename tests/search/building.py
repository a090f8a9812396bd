"""What a web worker of its own does to the embedded index. No Django: it runs in a process."""

from contextlib import suppress
from pathlib import Path

from search.engines.base import Document, EngineUnavailable, Taken
from search.engines.tantivy.engine import TantivyEngine


def document(number, revision=None, **fields):
    facets = {"kind": ("note",), "part": ("network",)}
    values = {"audience": "public", "title": f"Note {number}", "body": "bananas", "facets": facets}
    return Document(id=number, revision=revision or number, **values | fields)


def documents(count):
    return [document(number) for number in range(1, count + 1)]


def build(folder, count):
    """Build the whole index, as a worker does that finds none."""
    TantivyEngine(Path(folder)).rebuild(documents(count), Taken(7, count))


def feed(folder, first, last):
    """Take changes one by one, as workers do that publish at the same time."""
    engine = TantivyEngine(Path(folder))
    for number in range(first, last + 1):
        _take(engine, number)


def _take(engine, number):
    """What came to nothing, for another was writing for long, is done again: so does the job."""
    for _ in range(20):
        with suppress(EngineUnavailable):
            engine.take([document(number)], number)
            return
    engine.take([document(number)], number)
