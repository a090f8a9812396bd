"""Many new notes at once: the rows that Wagtail would write one by one, in some fifteen queries.

Adding, revising and publishing a page costs about a hundred queries. Here each table gets one
insert for a whole batch. Three things are on purpose unlike publishing by hand: Wagtail's
`page_published` is not sent (an archive of a thousand notes is no news), search is told once by
`changed_many`, and the caller has checked the values, so `full_clean` is not run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, F, Max, OuterRef, Subquery, prefetch_related_objects
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from hub.search_registry import changed_many
from network.councils.models import CouncilPage
from practices.models import NoteTag, PracticeNotePage


@transaction.atomic
def add_notes(notes: Sequence[PracticeNotePage], parent: CouncilPage, by: Any) -> None:
    """Put unsaved notes under a council's page: live where `note.live` says so, else as drafts.

    Each has its values, topics, tags, a slug that is free, council and audience key. Afterwards
    each is saved, has a first revision and log entries, and can be found. All or none.
    """
    place_in_tree(notes, parent)
    insert_rows(notes)
    link_topics_and_tags(notes)
    add_revisions(notes, by)
    add_log(notes, by)
    add_to_indexes(notes)
    prefetch_related_objects(notes, "adoptions")  # asked for by search, for all notes at once
    changed_many(notes)


def place_in_tree(notes: Sequence[PracticeNotePage], parent: CouncilPage) -> None:
    """Paths after the last child, as treebeard counts them; the parent's row is held meanwhile."""
    held = Page.objects.select_for_update().get(pk=parent.pk)
    below = Page.objects.filter(path__startswith=held.path, depth=held.depth + 1)
    last = below.aggregate(last=Max("path"))["last"]
    for note in notes:
        note.depth = held.depth + 1
        note.path = last = (
            Page(path=last, depth=note.depth)._inc_path()
            if last
            else Page._get_path(held.path, note.depth, 1)
        )
        note.set_url_path(held)
        note.locale_id = held.locale_id
    Page.objects.filter(pk=held.pk).update(numchild=F("numchild") + len(notes))


def insert_rows(notes: Sequence[PracticeNotePage]) -> None:
    """Rows of both tables. Django's bulk_create takes no model that inherits from another."""
    moment = timezone.now()
    kind = ContentType.objects.get_for_model(PracticeNotePage)
    for note in notes:
        note.content_type = kind
        note.draft_title = note.title
        note.has_unpublished_changes = not note.live
        note.latest_revision_created_at = moment
        note.first_published_at = note.last_published_at = moment if note.live else None
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = [Page(**{name: getattr(note, name) for name in names}) for note in notes]
    for note, row in zip(notes, Page.objects.bulk_create(rows), strict=True):
        note.pk = note.id = note.page_ptr_id = row.pk
        note._state.adding = False
    own_fields = PracticeNotePage._meta.local_concrete_fields
    PracticeNotePage._base_manager.get_queryset()._batched_insert(notes, own_fields, None)


def link_topics_and_tags(notes: Sequence[PracticeNotePage]) -> None:
    """The links that each note holds in memory, as rows."""
    through = PracticeNotePage.topics.through
    through.objects.bulk_create(
        through(practicenotepage_id=note.pk, topic_id=topic.pk)
        for note in notes
        for topic in note.topics.all()
    )
    links = [link for note in notes for link in note.tagged_items.all()]
    for note in notes:
        for link in note.tagged_items.all():
            link.content_object_id = note.pk
    NoteTag.objects.bulk_create(links)


def add_revisions(notes: Sequence[PracticeNotePage], by: Any) -> None:
    """The first revision of each, and the page's pointers to it."""
    page_kind = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type_id=note.content_type_id,
            base_content_type=page_kind,
            object_id=str(note.pk),
            content=note.serializable_data(),
            object_str=note.title,
            created_at=note.latest_revision_created_at,
            user=by,
        )
        for note in notes
    )
    for note, revision in zip(notes, revisions, strict=True):
        note.latest_revision = revision
        note.live_revision = revision if note.live else None
    point_at_revisions([note.pk for note in notes], page_kind)


def point_at_revisions(note_pks: Sequence[int], page_kind: ContentType) -> None:
    """One statement for the batch; these notes have one revision each."""
    own = Revision.objects.filter(
        base_content_type=page_kind, object_id=Cast(OuterRef("pk"), CharField())
    ).values("pk")[:1]
    pages = Page.objects.filter(pk__in=note_pks)
    pages.update(latest_revision_id=Subquery(own))
    pages.filter(live=True).update(live_revision_id=F("latest_revision_id"))


def add_log(notes: Sequence[PracticeNotePage], by: Any) -> None:
    """Created, and published where it was, so that each note's history says how it began."""
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=note.pk,
            content_type_id=note.content_type_id,
            label=note.title,
            action=action,
            timestamp=note.latest_revision_created_at,
            user=by,
            revision_id=note.latest_revision_id,
            content_changed=True,
            data={"imported": True},
        )
        for note in notes
        for action in ("wagtail.create", *(["wagtail.publish"] if note.live else []))
    )


def add_to_indexes(notes: Sequence[PracticeNotePage]) -> None:
    """What the editors' side looks up: its own search, and where a picture or council is used."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(PracticeNotePage, notes)
    ReferenceIndex.objects.bulk_create(row for note in notes for row in references_of(note))


def references_of(note: PracticeNotePage) -> Iterator[ReferenceIndex]:
    """As `ReferenceIndex.create_or_update_for_object` writes them, for a note that had none."""
    page_kind = ContentType.objects.get_for_model(Page)
    for kind_id, pk, model_path, path in set(ReferenceIndex._extract_references_from_object(note)):
        yield ReferenceIndex(
            content_type_id=note.content_type_id,
            base_content_type=page_kind,
            object_id=str(note.pk),
            to_content_type_id=kind_id,
            to_object_id=pk,
            model_path=model_path,
            content_path=path,
            content_path_hash=ReferenceIndex._get_content_path_hash(path),
        )
