"""Telling search of changes that no save of the note or source itself shows."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from taggit.models import Tag
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from hub.access.audience import NOBODY, key_for
from hub.inspection.signals import was_replaced
from hub.models import HubDocument
from hub.search_registry import changed_many
from network.councils.models import Council
from practices.models import NoteTag, PracticeNotePage, PublishedFile, Topic
from practices.notes.files import let_go_of_files, record_files
from practices.notes.querysets import PracticeNoteQuerySet


def listen() -> None:
    """Connect once, from AppConfig.ready."""
    post_page_move.connect(page_moved, dispatch_uid="practices-moved")
    page_slug_changed.connect(page_moved, dispatch_uid="practices-slug")
    page_published.connect(
        note_published, sender=PracticeNotePage, dispatch_uid="practices-published"
    )
    page_unpublished.connect(
        note_unpublished, sender=PracticeNotePage, dispatch_uid="practices-unpublished"
    )
    pre_save.connect(file_replaced, sender=HubDocument, dispatch_uid="practices-file-replaced")
    post_save.connect(council_saved, sender=Council, dispatch_uid="practices-council")
    post_save.connect(topic_saved, sender=Topic, dispatch_uid="practices-topic")
    post_save.connect(tag_saved, sender=Tag, dispatch_uid="practices-tag")
    post_delete.connect(tagging_gone, sender=NoteTag, dispatch_uid="practices-tagging")


def describe_again(notes: PracticeNoteQuerySet) -> None:
    """Each live note's council, audience and address from where it stands now; then tell search."""
    found = list(notes.live().select_related("council").order_by("pk"))
    for note in found:
        set_down_again(note)
        record_files(note)
    changed_many(found)


def set_down_again(note: PracticeNotePage) -> None:
    """Council and audience key of a note whose council, or whose council's network, changed."""
    council = note.council_above() or note.council
    key = key_for(
        note.audience,
        network_id=council.network_id if council else None,
        council_id=council.pk if council else None,
    )
    if council and (note.council_id, note.audience_key) != (council.pk, key):
        PracticeNotePage.objects.filter(pk=note.pk).update(council=council, audience_key=key)
        note.council, note.audience_key = council, key


def note_published(instance: PracticeNotePage, **kwargs: Any) -> None:
    """Its files follow it, unless it is only scheduled."""
    if instance.live:
        record_files(instance)


def note_unpublished(instance: PracticeNotePage, **kwargs: Any) -> None:
    """Also sent just before a live note is deleted."""
    let_go_of_files(instance)


def file_replaced(instance: HubDocument, **kwargs: Any) -> None:
    """Another file in the place of one that readers have: closed until its note is published again."""
    if instance.pk and instance.audience_key == NOBODY and was_replaced(instance):
        PublishedFile.objects.filter(document=instance).delete()


def page_moved(instance: Any, **kwargs: Any) -> None:
    """The notes at and below a page that has another place or another slug."""
    describe_again(PracticeNotePage.objects.descendant_of(instance, inclusive=True))


def council_saved(instance: Council, created: bool, **kwargs: Any) -> None:
    if not created:
        describe_again(PracticeNotePage.objects.filter(council=instance))


def topic_saved(instance: Topic, created: bool, **kwargs: Any) -> None:
    if not created:
        describe_again(PracticeNotePage.objects.filter(topics=instance))


def tag_saved(instance: Tag, created: bool, **kwargs: Any) -> None:
    if not created:
        describe_again(PracticeNotePage.objects.filter(tagged_items__tag=instance))


def tagging_gone(instance: NoteTag, origin: Any = None, **kwargs: Any) -> None:
    """A tag was deleted; when the note itself goes, its own deletion tells search."""
    if isinstance(origin, Tag):
        describe_again(PracticeNotePage.objects.filter(pk=instance.content_object_id))
