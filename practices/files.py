"""Files of notes: they are as visible as the published notes that use them.

The rule, for a document and for a picture alike:

1. Used in a published note: whoever may read one of the notes that use it may read the file.
   Its own `audience_key` says so in one word where one key covers all those notes.
2. Used in none: those who may choose it on the editors' side, that is people of the council in
   whose collection it lies and those who edit its network.
3. Whoever put it up may always read it.

Everybody else learns nothing: 404.
"""

from typing import Any

from django.db.models import Q
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy

from hub.audience import NOBODY, keys_of
from hub.inspection.models import covers
from hub.inspection.services import why_not
from hub.models import HubDocument, HubImage
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
    documents = documents_let_through(note, now.documents)
    images = set(HubImage.objects.filter(pk__in=now.images).values_list("pk", flat=True))
    PublishedFile.objects.filter(note=note).delete()
    PublishedFile.objects.bulk_create(
        [PublishedFile(note=note, document_id=pk) for pk in sorted(documents)]
        + [PublishedFile(note=note, image_id=pk) for pk in sorted(images)]
    )
    set_keys(HubDocument, documents | before.documents)
    set_keys(HubImage, images | before.images)


def documents_let_through(note: PracticeNotePage, pks: frozenset[int]) -> set[int]:
    """Those that the note's readers have already, or may have: looked into and said to be fit.

    Whoever publishes is told before (posting.sending, wagtail_hooks); here nothing slips through,
    whichever way a note is published.
    """
    return {
        one.pk
        for one in HubDocument.objects.filter(pk__in=pks)
        if covers(one.audience_key, note.audience_key) or not why_not(one, note.audience_key)
    }


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
    if reader.is_authenticated and file.uploaded_by_user_id == reader.pk and reader.is_active:
        return True
    name = "document" if isinstance(file, HubDocument) else "image"
    if PublishedFile.objects.filter(**{name: file}, note__live=True).exists():
        notes = PracticeNotePage.objects.visible_to(reader)
        return notes.filter(**{f"files__{name}": file}).exists()
    return may_choose(reader, file)


def may_choose(reader: Any, file: File) -> bool:
    """May pick it for a note on the editors' side."""
    policy = document_policy if isinstance(file, HubDocument) else image_policy
    return reader.is_authenticated and policy.user_has_any_permission_for_instance(
        reader, ["choose", "change"], file
    )


def picture_at(path: str) -> HubImage | None:
    """The picture whose own file, or one of whose sizes, lies at this path in the media folder."""
    return HubImage.objects.filter(Q(file=path) | Q(renditions__file=path)).first()
