"""What a web worker of its own does to the embedded index. No Django: it runs in a process."""

from pathlib import Path

from search.engines.base import Document, Taken
from search.engines.embedded.engine import EmbeddedEngine


def documents(count):
    return [
        Document(id=n, revision=n, audience="public", title=f"Note {n}", body="bananas")
        for n in range(1, count + 1)
    ]


def build(folder, count):
    """Build the whole index, as a worker does that finds none."""
    EmbeddedEngine(Path(folder)).rebuild(documents(count), Taken(7, count))
