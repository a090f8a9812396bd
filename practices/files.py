"""Files of notes: they are as visible as the published notes that use them.

The rule, for a document and for a picture alike:

1. Used in a published note: whoever may read one of the notes that use it may read the file.
   Its own `audience_key` says so in one word where one key covers all those notes.
2. Used in none: those who may choose it, that is people of the council in whose collection it
   lies. It may be of a draft that was not sent in.
3. Used in words that wait for the editors: those editors.
4. Whoever put it up may read it as long as they are a member.

Everybody else learns nothing: 404.
"""

from typing import Any

from django.db.models import Q
from wagtail.models import WorkflowState

from hub.access.roles import networks_where
from hub.audience import NOBODY, keys_of
from hub.models import HubDocument, HubImage
from practices.cms.choosing import choosable_files
from practices.file_rules import Files, files_in, widest
from practices.models import PracticeNotePage, PublishedFile

File = HubDocument | HubImage


def files_of(note: PracticeNotePage) -> Files:
    """The files that the version in hand uses."""
    texts = [note.what_we_did, note.why, note.what_came_of_it, list(note.body.raw_data)]
    attached = frozenset(one.document_id for one in note.attachments.all())
    found = files_in(texts)
    return Files(found.documents | attached, found.images)


def record_files(note: PracticeNotePage) -> None:
    """Write down which files the live note uses and set their keys. Call it in the transaction
    that publishes or moves the note; `note` is the version that readers see."""
    before, now = filed_under(note), files_of(note)
    documents = set(HubDocument.objects.filter(pk__in=now.documents).values_list("pk", flat=True))
    images = set(HubImage.objects.filter(pk__in=now.images).values_list("pk", flat=True))
    held = PublishedFile.objects.filter(note=note)
    held.exclude(Q(document__in=documents) | Q(image__in=images)).delete()
    PublishedFile.objects.bulk_create(
        [PublishedFile(note=note, document_id=pk) for pk in sorted(documents - before.documents)]
        + [PublishedFile(note=note, image_id=pk) for pk in sorted(images - before.images)]
    )
    set_keys(HubDocument, documents | before.documents)
    set_keys(HubImage, images | before.images)


def let_go_of_files(note: PracticeNotePage) -> None:
    """The note is no longer published: its files are worked out without it."""
    before = filed_under(note)
    PublishedFile.objects.filter(note=note).delete()
    set_keys(HubDocument, before.documents)
    set_keys(HubImage, before.images)


def filed_under(note: PracticeNotePage) -> Files:
    rows = list(PublishedFile.objects.filter(note=note).values_list("document_id", "image_id"))
    return Files(
        frozenset(document for document, _ in rows if document),
        frozenset(image for _, image in rows if image),
    )


def set_keys(model: type[File], pks: set[int] | frozenset[int]) -> None:
    """The key of each file from the live notes that use it; `nobody` when the last one is gone."""
    name = "document" if model is HubDocument else "image"
    for pk in pks:
        keys = (
            PracticeNotePage.objects.live()
            .filter(**{f"files__{name}": pk})
            .values_list("audience_key", flat=True)
        )
        model.objects.filter(pk=pk).update(audience_key=widest(keys))


def may_read_file(reader: Any, file: File) -> bool:
    """The rule above."""
    if file.audience_key != NOBODY and file.audience_key in keys_of(reader):
        return True
    if reader.is_authenticated and file.uploaded_by_user_id == reader.pk and reader.is_member():
        return True
    name = "document" if isinstance(file, HubDocument) else "image"
    if PublishedFile.objects.filter(**{name: file}, note__live=True).exists():
        notes = PracticeNotePage.objects.visible_to(reader)
        return notes.filter(**{f"files__{name}": file}).exists()
    return may_choose(reader, file) or was_sent_to(reader, file)


def may_choose(reader: Any, file: File) -> bool:
    """May pick it for a note: not a file on another council's shelf, which may be of a draft."""
    return (
        reader.is_authenticated and choosable_files(reader, type(file)).filter(pk=file.pk).exists()
    )


def was_sent_to(reader: Any, file: File) -> bool:
    """Part of words that wait for this person as an editor."""
    networks = networks_where(reader, "moderate_notes")
    if not networks:
        return False
    waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    numbers = [int(number) for number in waiting.values_list("object_id", flat=True)]
    notes = PracticeNotePage.objects.filter(pk__in=numbers, council__network__in=networks)
    sent = [files_of(note.get_latest_revision_as_object()) for note in notes]
    name = "documents" if isinstance(file, HubDocument) else "images"
    return any(file.pk in getattr(used, name) for used in sent)


def picture_at(path: str) -> HubImage | None:
    """The picture whose own file, or one of whose sizes, lies at this path in the media folder."""
    return HubImage.objects.filter(Q(file=path) | Q(renditions__file=path)).first()
