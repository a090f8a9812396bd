"""The numbers of files, pages and sources in a form of the CMS. Without a database."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from hub.numbers import whole_number
from practices.file_rules import in_markup

KINDS = ("document", "image", "source")
FIELD = re.compile(rf"(?:^|-)({'|'.join(KINDS)})$")
ENTITIES = {"DOCUMENT": "document", "IMAGE": "image", "LINK": "page"}
Pointed = tuple[str, int]


def pointed_at(posted: Mapping[str, str]) -> set[Pointed]:
    """(kind, number) of everything that the values of a page's form point at.

    Kinds: document, image, source, page. Chooser fields by their name, rich text as the editor
    posts it (draft.js) or as it is kept (HTML). What is no number points at nothing.
    """
    return {pair for name, value in posted.items() for pair in _of_field(name, value)}


def _of_field(name: str, value: str) -> Iterator[Pointed]:
    kind = FIELD.search(name)
    number = whole_number(value)
    if kind and number is not None:
        yield kind[1], number
    elif value.lstrip().startswith("{"):
        yield from _of_draft(value)
    elif "<" in value:
        yield from in_markup(value)


def _of_draft(value: str) -> Iterator[Pointed]:
    try:
        entities = json.loads(value).get("entityMap", {})
    except (ValueError, AttributeError, RecursionError):
        return
    for entity in entities.values() if isinstance(entities, dict) else ():
        yield from _of_entity(entity)


def _of_entity(entity: Any) -> Iterator[Pointed]:
    if not isinstance(entity, dict) or not isinstance(data := entity.get("data"), dict):
        return
    kind = ENTITIES.get(str(entity.get("type")))
    number = whole_number(data.get("id"))
    if kind and number is not None:
        yield kind, number
