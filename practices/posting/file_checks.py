"""The files of a draft, with what was found in them, for the readers that the draft names."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from hub.access.audience import key_for
from hub.access.files import is_owned_by
from hub.inspection.boxes import FileBox, boxes_of
from hub.models import HubDocument
from practices.models import PracticeNotePage
from practices.notes.references import pointed_at_by
from practices.posting.drafts import draft_of


def key_of(draft: PracticeNotePage) -> str:
    """The key of its readers, should it be published as it stands."""
    council = draft.council
    return key_for(
        draft.audience,
        network_id=council.network_id if council else None,
        council_id=council.pk if council else None,
    )


def documents_of(draft: PracticeNotePage) -> list[HubDocument]:
    """Its attachments, and documents that its text leads to."""
    return list(HubDocument.objects.filter(pk__in=pointed_at_by(draft).documents).order_by("pk"))


def boxes_of_draft(request: HttpRequest, draft: PracticeNotePage) -> list[FileBox]:
    return boxes_in_draft(request, draft, documents_of(draft))


def boxes_in_draft(
    request: HttpRequest, draft: PracticeNotePage, documents: list[HubDocument]
) -> list[FileBox]:
    """Of some of its files."""
    files = [(one, reverse("practices:file_inside", args=[draft.pk, one.pk])) for one in documents]
    return boxes_of(request, files, key_of(draft))


def may_change_file(user: Any, note: PracticeNotePage, document: HubDocument) -> bool:
    """Whoever writes the note that owns it; of one that nothing owns yet, whoever put it up."""
    if document.owner_id is None:
        return document.uploaded_by_user_id == user.pk
    return is_owned_by(document, note)


@transaction.atomic
def take_off(note: PracticeNotePage, document: HubDocument, by: Any) -> bool:
    """A new draft without the attachment; False where only the text leads to the file."""
    draft = draft_of(PracticeNotePage.objects.select_for_update().get(pk=note.pk))
    kept = [one for one in draft.attachments.all() if one.document_id != document.pk]
    if len(kept) == draft.attachments.count():
        return False
    draft.attachments = kept
    draft.save_revision(user=by, clean=False)
    return True
