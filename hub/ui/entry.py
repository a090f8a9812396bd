"""A line of a list, ready for components/entry.html."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Entry:
    """One thing as a line of a list; the fields are the component's arguments."""

    kind: str
    kind_label: str
    title: str
    url: str
    day: date
    text: str = ""
    council_name: str = ""
    council_slug: str = ""
    stage: str = ""
    stage_label: str = ""
    facts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # names, the first one leads
