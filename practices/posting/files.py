"""Files that go with a note: checked for what they are, kept on the council's shelf."""

from __future__ import annotations

import zipfile
from pathlib import PurePath
from typing import Any

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from hub.access.files import give
from hub.inputs import whole_numbers
from hub.inspection.packed import OLE_MAGIC
from hub.models import HubDocument
from network.people.cms_access import shelf_of_files
from practices.importing.draft import Refused
from practices.importing.incoming import bare_name
from practices.importing.limits import MEGABYTE, check_unpacking, looks_like_text
from practices.models import NoteAttachment, PracticeNotePage
from practices.posting.drafts import draft_of

MAX_FILE = 10 * MEGABYTE
MAX_FILES = 20
PACKED = {"docx", "xlsx", "pptx", "odt", "ods", "odp", "zip", "key"}
PLAIN = {"txt", "csv"}


def change(request: HttpRequest, draft: PracticeNotePage) -> tuple[list[HubDocument], list[str]]:
    """Take off the files that were unticked, add those uploaded.

    Returns what is new, which nobody has looked into yet, and a sentence for each file refused.
    """
    gone = whole_numbers(request.POST.getlist("remove-file"))
    uploads = request.FILES.getlist("files")
    if not gone and not uploads:
        return [], []
    trouble: list[str] = []
    good = []
    for upload in uploads:
        try:
            check(upload)
            good.append(upload)
        except Refused as refused:
            trouble.append(f"{bare_name(upload.name or '')}: {refused}")
    return attach(draft, good, gone, request.user), trouble


@transaction.atomic
def attach(
    draft: PracticeNotePage, uploads: list[Any], gone: set[int], by: Any
) -> list[HubDocument]:
    """A new draft with these files; the caller has checked them and holds the newest draft.

    Returns the documents that are new.
    """
    draft = draft_of(PracticeNotePage.objects.select_for_update().get(pk=draft.pk))
    kept = [held for held in draft.attachments.all() if held.document_id not in gone]
    new = [NoteAttachment(document=stored(upload, draft, by)) for upload in uploads]
    draft.attachments = (kept + new)[:MAX_FILES]
    draft.save_revision(user=by, clean=False)
    return [one.document for one in new[: max(0, MAX_FILES - len(kept))]]


def stored(upload: Any, note: PracticeNotePage, by: Any) -> HubDocument:
    assert note.council is not None  # a note is posted for a council
    name = bare_name(upload.name)
    upload.name = name
    document = HubDocument(
        title=PurePath(name).stem[:255],
        file=upload,
        collection=shelf_of_files(note.council),
        uploaded_by_user=by,
    )
    document._set_document_file_metadata()
    document.save()
    give(note, [document])
    return document


def check(upload: Any) -> None:
    """Raises Refused, with a sentence, for a file of a kind, size or content that is not taken."""
    suffix = PurePath(bare_name(upload.name)).suffix.lower().lstrip(".")
    if suffix not in settings.WAGTAILDOCS_EXTENSIONS:
        kinds = ", ".join(settings.WAGTAILDOCS_EXTENSIONS)
        raise Refused(_("This kind of file is not taken. These are: %(kinds)s.") % {"kinds": kinds})
    if not upload.size:
        raise Refused(_("The file is empty."))
    if upload.size > MAX_FILE:
        raise Refused(_("The file is larger than 10 MB. Make it smaller, or split it."))
    start = upload.read(4096)
    upload.seek(0)
    if suffix in PACKED and start.startswith(OLE_MAGIC):
        raise Refused(
            _("The file is protected by a password or was saved by an old program. Open it, take the "
              "password off and save it again.")
        )  # fmt: skip
    if not is_what_it_says(start, suffix):
        raise Refused(_("What is inside is not what its name says (.%(kind)s).") % {"kind": suffix})
    if suffix in PACKED:
        check_packed(upload)


def is_what_it_says(start: bytes, suffix: str) -> bool:
    if suffix in PLAIN:
        return filetype.guess(start) is None and looks_like_text(start)
    if suffix == "pdf":
        return b"%PDF-" in start[:1024]
    if suffix == "rtf":
        return start.lstrip().startswith(b"{\\rtf")
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def check_packed(upload: Any) -> None:
    try:
        check_unpacking(zipfile.ZipFile(upload), upload.size)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as wrong:
        raise Refused(_("The file is damaged and cannot be opened.")) from wrong
    finally:
        upload.seek(0)


# Documents put up on the editors' side are looked at like those put up on the site.


class DocumentForm(BaseDocumentForm):
    """The form of every document: one, many, from a chooser, and changed."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            try:
                check(file)
            except Refused as refused:
                raise ValidationError(str(refused)) from refused
        return file
