"""What is close to a text that somebody is writing: the likely duplicates of a new note."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from hub.search_registry import Like
from search import labels
from search.models import SearchEntry
from search.page import STAGES
from search.query import words
from search.query.parsing import read
from search.records.writing import name_of
from search.service import alike, search

LOOKED_AT = 12
SHARED = 0.4  # of the stems of the shorter text, so many must stand in the other


def close_to(text: str, kind: str, reader: Any, most: int) -> list[Like]:
    """Entries of this kind that share much of their title and summary with `text`.

    A search by any word finds something for every text; only what shares enough words counts.
    """
    query = read(plain_words(text)).with_filter("kind", kind)
    results = search(replace(query, page_size=LOOKED_AT, exactly=True), reader, facets=False)
    said = stems_of(text)
    near = [
        result.entry
        for result in results.results
        if is_near(said, stems_of(f"{result.entry.title} {result.entry.summary}"))
    ]
    return [
        Like(entry.title, entry.url, entry.council_name, entry.summary) for entry in near[:most]
    ]


def plain_words(text: str) -> str:
    """Without the signs that mean something in a search."""
    return "".join(sign if sign.isalnum() else " " for sign in text)


def stems_of(text: str) -> set[str]:
    return set(words.stems(text)) - words.STOP_STEMS


def is_near(some: set[str], others: set[str]) -> bool:
    shared = len(some & others)
    return shared >= 2 and shared >= SHARED * min(len(some), len(others))


# Notes close to the one that is being read.


@dataclass(frozen=True)
class Related:
    """A note that is close to another: what a reader needs to decide whether to open it."""

    title: str
    url: str
    council_name: str = ""
    council_slug: str = ""
    stage: str = ""
    stage_label: str = ""


MOST = 3
RELATED_LOOKED_AT = 6
RELATED_SHARED = 2  # words of title and summary: the engine finds something near to everything


def related(note: Any, reader: Any) -> Iterator[Related]:
    """Up to three, and only what the reader may see. Costs one small question until the next
    change of anything findable."""
    said = stems_of(f"{note.title} {note.summary}")
    found = alike(name_of(note), reader, kind="note", most=RELATED_LOOKED_AT)
    near = (
        entry
        for entry in found
        if len(said & stems_of(f"{entry.title} {entry.summary}")) >= RELATED_SHARED
    )
    return map(as_related, islice(near, MOST))


def as_related(entry: SearchEntry) -> Related:
    stage = entry.status if entry.status in STAGES else ""
    return Related(
        title=entry.title,
        url=entry.url,
        council_name=entry.council_name,
        council_slug=entry.council,
        stage=stage,
        stage_label=labels.status_label(stage) if stage else "",
    )
