"""Topics an issue can be about: whatever another room has registered as findable topics.

This room may not import the one that keeps them, so it reads them from the registry.
"""

from __future__ import annotations

from hub.findable import kinds

TOPIC_KIND = "topic"


def topic_choices() -> list[tuple[str, str]]:
    """(slug, name) of each topic; empty where no room has topics."""
    return [
        (str(thing.slug), str(thing))
        for kind in kinds()
        if kind.kind == TOPIC_KIND
        for thing in kind.everything()
        if getattr(thing, "slug", "")
    ]


def topic_name(slug: str) -> str:
    """The topic's name, or its slug in words when it is gone."""
    return dict(topic_choices()).get(slug, slug.replace("-", " "))
