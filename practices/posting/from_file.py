"""A form filled in from a Word or PDF file."""

from typing import Any

from hub.audience import Level
from network.councils.models import Council
from practices.importing.pages import note_values
from practices.importing.pictures import PictureShelf
from practices.importing.uploads import draft_from_upload


def values_from_file(upload: Any, council: Council, by: Any) -> tuple[dict[str, Any], list[str]]:
    """Values for a new draft, and a sentence for each thing that could not be kept.

    Raises Refused, with a sentence, for a file that cannot be read.
    """
    draft = draft_from_upload(upload)
    draft.title = draft.title or draft.opening_words()
    shelf = PictureShelf(council, by)
    values = note_values(draft, shelf.keep)
    return values | {"audience": Level.NETWORK}, draft.lost
