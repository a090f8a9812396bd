"""The place on a note's page for notes that are close to it. `search` fills it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Related:
    """A note that is close to another: what a reader needs to decide whether to open it."""

    title: str
    url: str
    council_name: str = ""
    council_slug: str = ""
    stage: str = ""
    stage_label: str = ""


RelatedTo = Callable[[Any, Any], Iterable[Related]]
_source: list[RelatedTo] = []


def register_related(source: RelatedTo) -> None:
    """Name the function `source(note, reader)`; it gives only what this reader may see."""
    _source[:] = [source]


def related_to(note: Any, reader: Any) -> list[Related]:
    """Nothing while no room has told."""
    return [found for source in _source for found in source(note, reader)]
