"""Files of published notes, found by what they say.

A file is as visible as the note it hangs on: each note's use of a file has an entry of its own
with the note's audience. A job reads new files; who may find one changes at once with the note.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail.signals import page_published, page_unpublished

from hub import findable
from hub.findable import Finding
from hub.models import HubDocument
from practices.importing.draft import Refused
from practices.models import PracticeNotePage, PublishedFile
from search.file_texts import text_of
from search.models import AttachedFile

log = logging.getLogger(__name__)
AT_ONCE = 10  # files that one run of the job reads


def listen() -> None:
    """Connect once, after `practices`, which writes down first what a published note uses."""
    for signal in (page_published, page_unpublished, findable.changed_signal):
        signal.connect(note_changed, sender=PracticeNotePage, dispatch_uid=f"files-{id(signal)}")
    findable.changed_many_signal.connect(
        notes_changed, sender=PracticeNotePage, dispatch_uid="search-files"
    )
    post_save.connect(document_saved, sender=HubDocument, dispatch_uid="search-files")


def note_changed(instance: PracticeNotePage, **kwargs: Any) -> None:
    _tell(AttachedFile.objects.filter(note_id=instance.pk))


def notes_changed(instances: Sequence[Model], **kwargs: Any) -> None:
    _tell(AttachedFile.objects.filter(note__in=[note.pk for note in instances]))


def document_saved(instance: HubDocument, **kwargs: Any) -> None:
    _tell(AttachedFile.objects.filter(document=instance))


def _tell(files: QuerySet[AttachedFile]) -> None:
    findable.changed_many(list(_with_notes(files)))


def _with_notes(files: QuerySet[AttachedFile]) -> QuerySet[AttachedFile]:
    return files.select_related("note__council", "document").prefetch_related(  # type: ignore[misc]  # stubs do not know tags
        "note__topics", "note__tags"
    )


def findable_files() -> Iterable[AttachedFile]:
    return _with_notes(AttachedFile.objects.order_by("pk")).iterator(chunk_size=100)


def describe_file(file: AttachedFile) -> Finding | None:
    """The file as its note's readers may find it; None when the live note does not use it."""
    note = PracticeNotePage.objects.live().filter(pk=file.note_id).first()
    used = PublishedFile.objects.filter(note=file.note_id, document=file.document_id)
    if note is None or note.council is None or not used.exists():
        return None
    return Finding(
        kind="file",
        title=file.document.title,
        url=file.document.url,
        audience_key=note.audience_key,
        summary=_("A file of the note “%(title)s”") % {"title": note.title},
        body=file.text,
        council=note.council.slug,
        council_name=note.council.short_name,
        network_id=note.council.network_id,
        topics=tuple(topic.slug for topic in note.topics.all()),
        tags=tuple(tag.name for tag in note.tags.all()),
        status=note.status,
        date=note.date_of_practice or note.first_published_on,
        extra={"by": f"user:{note.owner_id}", "note": note.address},
    )


def read_new() -> int:
    """Read files that published notes use and that were not read as they are now."""
    read = AttachedFile.objects.filter(
        note=OuterRef("note"),
        document=OuterRef("document"),
        file_hash=OuterRef("document__file_hash"),
    )
    waiting = PublishedFile.objects.filter(
        ~Exists(read), document__isnull=False, note__live=True
    ).select_related("document")
    count = 0
    for use in waiting[:AT_ONCE]:
        read_one(use)
        count += 1
    return count


def read_one(use: PublishedFile) -> AttachedFile:
    """Keep what the file says, or the sentence that says why nothing could be read."""
    document, text, error = use.document, "", ""
    assert document is not None  # `read_new` asks for those that have one
    try:
        with document.file.open("rb") as opened:
            document.get_file_hash()
            text = text_of(opened.read(), document.filename)
    except Refused as refused:
        error = str(refused)
    except OSError:
        log.warning("The file of document %s is not in its place.", document.pk)
        error = _("The file is not in its place.")
    values = {"file_hash": document.file_hash, "text": text, "error": error}
    file, _created = AttachedFile.objects.update_or_create(
        note_id=use.note_id, document=document, defaults=values
    )
    return file


def forget_unused() -> int:
    """Throw away texts of files that no published note uses any more."""
    used = PublishedFile.objects.filter(note=OuterRef("note"), document=OuterRef("document"))
    gone = AttachedFile.objects.filter(~Exists(used))
    return len([file.delete() for file in gone])
