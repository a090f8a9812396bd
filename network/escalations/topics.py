"""Topics an issue can be about: those that the chair keeps.

An issue keeps the slug alone, so that it outlives a topic. Django's list of models is asked for
them, for this room stands below the one that keeps topics.
"""

from __future__ import annotations

from django.apps import apps


def topic_choices() -> list[tuple[str, str]]:
    """(slug, name) of each topic, in the order of the chair's list."""
    return list(apps.get_model("practices", "Topic").objects.values_list("slug", "name"))


def topic_name(slug: str) -> str:
    """The topic's name, or its slug in words when it is gone."""
    return dict(topic_choices()).get(slug, slug.replace("-", " "))
