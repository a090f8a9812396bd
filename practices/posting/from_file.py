"""A form filled in from a Word or PDF file."""

from typing import Any

from hub.audience import Level
from network.councils.models import Council
from practices.importing.draft import Draft
from practices.importing.pages import note_values
from practices.importing.pictures import PictureShelf


def values_from_draft(draft: Draft, council: Council, by: Any) -> tuple[dict[str, Any], list[str]]:
    """Values for a new draft, and a sentence for each thing that could not be kept."""
    draft.title = draft.title or draft.opening_words()
    shelf = PictureShelf(council, by)
    values = note_values(draft, shelf.keep)
    return values | {"audience": Level.NETWORK}, draft.lost
