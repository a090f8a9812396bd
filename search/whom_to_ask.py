"""Whom a result tells you to ask, and how to reach them: what the person's own page shows, no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hub.inputs import whole_number
from network.people.directory import people_by_key
from network.people.models import User
from network.people.permissions import sees_contact_of
from search.models import SearchEntry

PERSON = f"{User._meta.label_lower}:"
OWNER = "user:"


@dataclass(frozen=True)
class Reach:
    """How to reach a person; `told` says instead why no address is shown. `name` only of an owner."""

    name: str = ""
    url: str = ""
    best_by: str = ""
    please_note: str = ""
    email: str = ""
    phone: str = ""
    told: str = ""


def whom_to_ask(
    entries: Iterable[SearchEntry], reader: Any, *, owners: bool = False
) -> Mapping[int, Reach]:
    """By the id of its entry: each person, and with `owners` the owner of each note.

    Only people whom the reader may look up; nobody for a stranger.
    """
    if not getattr(reader, "is_authenticated", False):
        return {}
    keys = {entry.pk: key for entry in entries if (key := _person_of(entry, owners))}
    people = people_by_key(set(keys.values()), reader) if keys else {}
    return {entry: _reach(people[key], reader) for entry, key in keys.items() if key in people}


def _person_of(entry: SearchEntry, owners: bool) -> int | None:
    thing = str(entry.extra.get("by", "")) if entry.kind == "note" and owners else entry.thing
    start = OWNER if entry.kind == "note" else PERSON
    return whole_number(thing.removeprefix(start)) if thing.startswith(start) else None


def _reach(person: User, reader: User) -> Reach:
    who = {"name": person.name, "url": person.get_absolute_url()}
    if not sees_contact_of(reader, person):
        return Reach(**who, told=_("The network chair passes messages on."))
    return Reach(
        **who,
        best_by=str(person.get_preferred_contact_display()),
        please_note=person.contact_note,
        email=person.email,
        phone=person.phone,
    )
