"""What an import knows of each council it writes to: read once, kept up while it runs."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.text import slugify
from taggit.models import Tag

from hub.access.audience import key_for
from hub.access.roles import ROLES_THAT
from network.councils.models import Council
from network.people.models import Membership
from practices.models import PracticeNotePage
from practices.tags.services import current

SLUG_LENGTH = 80


class Shelf:
    """One council's notes by ref, and the slugs that are taken below its page."""

    def __init__(self, council: Council) -> None:
        self.council = council
        self.page = council.page
        notes = PracticeNotePage.objects.filter(council=council).exclude(ref="")
        self.by_ref: dict[str, int] = dict(notes.order_by("-pk").values_list("ref", "pk"))
        self.slugs = set(self.page.get_children().values_list("slug", flat=True))
        self.counts: Counter[str] = Counter()

    def free_slug(self, title: str) -> str:
        """A slug for a new note, numbered when another note has it."""
        stem = slugify(title)[:SLUG_LENGTH].strip("-") or "note"
        slug = stem
        while slug in self.slugs:
            self.counts[stem] += 1
            slug = f"{stem}-{self.counts[stem] + 1}"
        self.slugs.add(slug)
        return slug

    def free_ref(self, ref: str) -> str:
        """For a note whose file has a name that another note came from."""
        number = 2
        while f"{ref} {number}" in self.by_ref:
            number += 1
        return f"{ref} {number}"

    def audience_key(self, audience: str) -> str:
        council = self.council
        return key_for(audience, network_id=council.network_id, council_id=council.pk)


class TagBox:
    """Tags by name without regard to case; a new one is made on first use."""

    def __init__(self) -> None:
        self.tags: dict[str, Tag] = {}

    def named(self, names: list[str]) -> list[Tag]:
        return list(dict.fromkeys(self.one(name[:100]) for name in names))

    def one(self, name: str) -> Tag:
        key = name.casefold()
        if key not in self.tags:
            there = Tag.objects.filter(name__iexact=name).first()
            self.tags[key] = current(there) if there else Tag.objects.create(name=name)
        return self.tags[key]

    def forget(self) -> None:
        """After a transaction that was taken back: its new tags are gone."""
        self.tags.clear()


def shelf_of(shelves: dict[int, Shelf], council: Council) -> Shelf:
    if council.pk not in shelves:
        shelves[council.pk] = Shelf(council)
    return shelves[council.pk]


def owner_for(council: Council) -> Any:
    """Whose drafts imported notes are when nobody is named: the council's direct payments lead."""
    leading = ROLES_THAT["import_own_councils_notes"]
    parts = Membership.objects.in_force().filter(role__in=leading, user__council=council)
    longest = parts.select_related("user").order_by("started", "pk").first()
    return longest.user if longest else None
