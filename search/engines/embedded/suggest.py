"""Entries whose title begins to say what somebody is typing."""

from search.engines.base import Scope
from search.engines.embedded.marks import flags
from search.engines.embedded.reader import Reader
from search.query import words

LOOKED_AT = 500  # enough to choose from; sorting all that begin alike would take longer


def starting(reader: Reader, text: str, scope: Scope, limit: int) -> list[int]:
    """Visible entries with all typed words in the title, the last one unfinished."""
    typed = words.split(text)[:8]
    if not typed:
        return []
    *whole, last = typed
    parts = [f'"{word}"' for word in whole if word not in words.STOP_WORDS] + [f'"{last}"*']
    here = flags(reader.marks.in_scope(scope), reader.marks.size)
    found = reader.ids_spelt("title : (" + " AND ".join(parts) + ")", LOOKED_AT)
    return [entry for entry in found if here[entry] == 49][:limit]
