"""Topics an issue can be about: those that stand on the home page.

This room may not import the one that keeps topics, so it reads the tiles that room registers.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from hub.front_door import topic_tiles_of


def topic_choices() -> list[tuple[str, str]]:
    """(slug, name) of each topic, the slug being the last part of its address."""
    tiles = topic_tiles_of(AnonymousUser())
    return [(tile.url.rstrip("/").rpartition("/")[2], tile.name) for tile in tiles]


def topic_name(slug: str) -> str:
    """The topic's name, or its slug in words when it is gone."""
    return dict(topic_choices()).get(slug, slug.replace("-", " "))
