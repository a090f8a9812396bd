"""Files of notes: as visible as the published note that owns them (`hub.access.files` has the rule).

A file in the published version has the note's own audience key. One that only a draft uses, or that
was taken out again, is read by those who may open the draft.
"""

from typing import Any

from django.db.models import Q

from hub.access.audience import NOBODY, holds
from hub.access.files import File, renew_keys
from hub.inspection.models import covers
from hub.inspection.services import why_not
from hub.models import HubDocument, HubImage
from practices.models import PracticeNotePage, PublishedFile
from practices.notes.references import pointed_at_by
from practices.posting.permissions import may_open_draft


def record_files(note: PracticeNotePage) -> None:
    """Write down which files the live note uses and renew the keys of its own. Call it in the
    transaction that publishes or moves the note; `note` is the version that readers see."""
    found = pointed_at_by(note)
    documents = documents_let_through(note, found.documents)
    images = set(HubImage.objects.filter(pk__in=found.images).values_list("pk", flat=True))
    held = PublishedFile.objects.filter(note=note)
    held.exclude(Q(document__in=documents) | Q(image__in=images)).delete()
    kept = set(held.values_list("document_id", "image_id"))
    PublishedFile.objects.bulk_create(
        [
            PublishedFile(note=note, document_id=pk)
            for pk in sorted(documents)
            if (pk, None) not in kept
        ]
        + [PublishedFile(note=note, image_id=pk) for pk in sorted(images) if (None, pk) not in kept]
    )
    renew_keys(note)


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
    """The note is no longer published: its files are as visible as its draft."""
    PublishedFile.objects.filter(note=note).delete()
    renew_keys(note)


def key_of(note: PracticeNotePage, file: File) -> str:
    """The note's key for a file in its published version; else nobody's."""
    name = "document" if isinstance(file, HubDocument) else "image"
    used = PublishedFile.objects.filter(note=note, note__live=True, **{name: file})
    return note.audience_key if used.exists() else NOBODY


def may_read_file_of(reader: Any, note: PracticeNotePage, file: File) -> bool:
    return holds(reader, key_of(note, file)) or may_open_draft(reader, note)


def picture_at(path: str) -> HubImage | None:
    """The picture whose own file, or one of whose sizes, lies at this path in the media folder."""
    return HubImage.objects.filter(Q(file=path) | Q(renditions__file=path)).first()
