"""What is close to a text that somebody is writing: the likely duplicates of a new note."""

from dataclasses import replace
from typing import Any

from hub.similar import Like
from search.query import words
from search.query.parsing import read
from search.service import search

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
