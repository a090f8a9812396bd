"""Drafts: the newest revision of a note's page, which readers do not see until it is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from network.councils.models import Council
from practices.importing.note_values import set_values
from practices.models import PracticeNotePage
from practices.notes.addresses import free_slug
from practices.notes.fields import Kind, named
from practices.sources.citations import kept

SETS = named((Kind.SET, Kind.NAMES))


@dataclass(frozen=True)
class Saved:
    """The draft as it stands now; `version` goes into the next form."""

    draft: PracticeNotePage
    version: str


@dataclass(frozen=True)
class Stale:
    """Somebody saved in between. Nothing was written; `theirs` is what stands now."""

    theirs: PracticeNotePage
    by: Any
    version: str


def version_of(revision: Revision | None) -> str:
    """Changes with every save, also with one that wrote over the same person's autosave."""
    return f"{revision.pk}-{revision.created_at.timestamp():.6f}" if revision else ""


def draft_of(note: PracticeNotePage) -> PracticeNotePage:
    """The note as its newest draft says, on top of what the tree says now."""
    return note.get_latest_revision_as_object()


@transaction.atomic
def start_draft(
    council: Council, by: Any, values: dict[str, Any] | None = None
) -> PracticeNotePage:
    """A new, unpublished note on the council's shelf, owned by whoever starts it.

    How far the practice has got stays open until somebody says it, also where a file was read.
    """
    shelf = Page.objects.select_for_update().get(pk=council.page.pk)
    values = {"status": "", **(values or {})}
    title = values.pop("title", "").strip() or _("Untitled note")
    note = PracticeNotePage(
        title=title,
        slug=free_slug(shelf, title),
        live=False,
        owner=by,
        has_unpublished_changes=True,
    )
    shelf.add_child(instance=note)
    write(note, values)
    note.save_revision(user=by, clean=False)
    return note


@transaction.atomic
def save_draft(
    note: PracticeNotePage,
    changes: dict[str, Any],
    by: Any,
    *,
    based_on: str,
    autosave: bool = False,
) -> Saved | Stale:
    """Write `changes` (field → value) into the newest draft, if it is the one they rest on.

    The page's row is locked, so of two saves at once the second comes out as Stale. An autosave
    writes over the same person's own last draft, so that typing leaves one revision, not hundreds.
    """
    Page.objects.select_for_update().get(pk=note.pk)
    note = PracticeNotePage.objects.get(pk=note.pk)
    latest = note.get_latest_revision()
    if based_on != version_of(latest):
        return Stale(draft_of(note), latest.user if latest else None, version_of(latest))
    draft = draft_of(note)
    write(draft, changes)
    if note.first_published_at is None:
        draft.slug = free_slug(draft.get_parent(), draft.title, besides=note.pk)
        PracticeNotePage.objects.filter(pk=note.pk).update(title=draft.title)
    own = autosave and is_own_loose_draft(note, latest, by)
    revision = draft.save_revision(user=by, clean=False, overwrite_revision=latest if own else None)
    return Saved(draft, version_of(revision))


def is_own_loose_draft(note: PracticeNotePage, revision: Revision | None, by: Any) -> bool:
    """A draft by the same person that was neither published nor sent to the editors."""
    return (
        revision is not None
        and revision.user_id == by.pk
        and revision.pk != note.live_revision_id
        and not revision.task_states.exists()
    )


def write(draft: PracticeNotePage, changes: dict[str, Any]) -> None:
    """Set fields. Lists (topics, tags, councils) and numbered sources have ways of their own."""
    for field, value in changes.items():
        if field in SETS:
            getattr(draft, field).set(value)
        elif field == "sources":
            write_sources(draft, value)
        else:
            set_values(draft, {field: value})


def write_sources(draft: PracticeNotePage, sources: list[Any]) -> None:
    """Cite these sources, in this order; a page or paragraph noted before stays with its source."""
    sources = kept(sources, draft.council)
    details = {reference.source_id: reference.detail for reference in draft.references.all()}
    draft.references = [
        draft.references.model(source=source, detail=details.get(source.pk, ""), sort_order=n)
        for n, source in enumerate(sources)
    ]


@transaction.atomic
def discard_draft(note: PracticeNotePage) -> bool:
    """Throw away a note that was never published. False when it has been, or editors read it.

    Asked of the row itself, locked: an editor may publish it at the same moment.
    """
    now = PracticeNotePage.objects.select_for_update().filter(pk=note.pk).first()
    if now and (now.first_published_at is not None or now.workflow_in_progress):
        return False
    if now:
        now.delete()
    return True
