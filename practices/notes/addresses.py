"""Addresses of notes: no two notes of a council have the same."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from wagtail.models import Page, Revision


def free_slug(parent: Page, title: str, besides: int | None = None) -> str:
    """An address below `parent` that no other page has."""
    wanted = slugify(title)[:80].strip("-") or "note"
    taken = set(parent.get_children().exclude(pk=besides).values_list("slug", flat=True))
    return next(
        slug
        for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3)))
        if slug not in taken
    )


def keep_address_free(note: Any, revision: Revision) -> None:
    """Give the version another address where another page of the council has its own by now.

    Two drafts of one title have the same address until the first is published. Locks the council's
    page, so of two that are published at once the second sees the first. Call it in a transaction.
    """
    shelf = Page.objects.select_for_update().get(pk=note.get_parent().pk)
    slug = revision.content["slug"]
    if not shelf.get_children().exclude(pk=note.pk).filter(slug=slug).exists():
        return
    revision.content["slug"] = free_slug(shelf, slug, besides=note.pk)
    # not save(): the version is the same for those who read it, and its number stays
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
