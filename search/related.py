"""Notes close to the one that is being read."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from practices.related import Related
from search import labels
from search.models import SearchEntry
from search.near_duplicates import stems_of
from search.page import STAGES
from search.records.writing import name_of
from search.service import alike

MOST = 3
LOOKED_AT = 6
SHARED = 2  # words of title and summary: the engine finds something near to everything


def related(note: Any, reader: Any) -> Iterator[Related]:
    """Up to three, and only what the reader may see. Costs one small question until the next
    change of anything findable."""
    said = stems_of(f"{note.title} {note.summary}")
    found = alike(name_of(note), reader, kind="note", most=LOOKED_AT)
    near = (
        entry for entry in found if len(said & stems_of(f"{entry.title} {entry.summary}")) >= SHARED
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
