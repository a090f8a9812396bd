"""Looking into files of the hub, cleaning them, and the rule for letting them go further.

The rule: a file reaches no readers for whom it was not looked into, and none for whom nobody has
said that what was found may stay. A file that cannot be looked into stays with its own council.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import search_registry
from hub.access.files import renew_keys
from hub.inspection import bounded
from hub.inspection.findings import Unreadable
from hub.inspection.models import Acknowledgement, FileCheck, describe
from hub.models import HubDocument

AT_HOME = ("council", "issue")  # kinds of keys whose readers may have a file that nobody can read


def look_inside(document: HubDocument) -> FileCheck:
    """Look into the file as it is now and keep what was found. Its owner's readers have it, if it
    is fit for them.

    Takes up to 40 seconds, so never in a web request: `looking` has it done by a job.
    """
    check = FileCheck(document=document, file_name=document.file.name)
    try:
        with document.file.open("rb") as file:
            check.kept = describe(bounded.look(file.read(), document.filename))
    except Unreadable as wrong:
        check.unreadable = str(wrong)
    except FileNotFoundError:
        check.unreadable = "The file is missing."
    with transaction.atomic():
        check.save()
        renew_key(document)
    return check


def renew_key(document: HubDocument) -> None:
    """Let the readers of its owner have the file, or keep it from them, as was found and said."""
    document.refresh_from_db(fields=["owner_type", "owner_id", "audience_key"])
    key, owner = document.audience_key, document.owner
    if owner is None:
        return
    renew_keys(owner)
    document.refresh_from_db(fields=["audience_key"])
    if document.audience_key != key:
        search_registry.changed(owner)  # search finds its files for other readers now


def check_of(document: HubDocument) -> FileCheck | None:
    """The last look into the file as it is now."""
    checks = FileCheck.objects.prefetch_related("acknowledgements__by")
    return checks.filter(document=document, file_name=document.file.name).first()


@transaction.atomic
def acknowledge(check: FileCheck, key: str, by: Any, reason: str) -> Acknowledgement:
    """Keep that `by` looked at what was found and lets readers of `key` have the file."""
    said = Acknowledgement.objects.create(
        check_made=check, audience_key=key, by=by, reason=reason[:500]
    )
    renew_key(check.document)
    return said


def acknowledgement_for(check: FileCheck, key: str) -> Acknowledgement | None:
    return next((one for one in check.acknowledgements.all() if one.covers(key)), None)


def may_stay(check: FileCheck, key: str) -> bool:
    """Whether a reason can let readers of `key` have it: nobody vouches for what nobody can read."""
    return not check.unreadable or key.partition(":")[0] in AT_HOME


def why_not(document: HubDocument, key: str) -> str:
    """Why readers of this key may not have the file yet, as a sentence; empty when they may."""
    check, named = check_of(document), {"name": document.title}
    if check is None:
        return _("The file “%(name)s” has not been looked into yet. Try again in a minute.") % named
    if not may_stay(check, key):
        return _(
            "The file “%(name)s” could not be looked into (%(why)s) Nobody outside your council can "
            "have it. Attach one that can be read, or take it off."
        ) % (named | {"why": check.unreadable})
    if check.is_clear or acknowledgement_for(check, key):
        return ""
    if check.unreadable:
        return _("The file “%(name)s” could not be looked into (%(why)s) Say why it may stay.") % (
            named | {"why": check.unreadable}
        )
    return ngettext(
        "The file “%(name)s” holds %(count)s thing that its readers may not be meant to have. "
        "Store a cleaned copy, take it off, or say why it may stay.",
        "The file “%(name)s” holds %(count)s things that its readers may not be meant to have. "
        "Store a cleaned copy, take it off, or say why they may stay.",
        len(check.kept),
    ) % (named | {"count": len(check.kept)})


def why_not_all(documents: Iterable[HubDocument], key: str) -> str:
    """`why_not` of each, one after the other; empty when readers of `key` may have them all."""
    return " ".join(filter(None, (why_not(one, key) for one in documents)))


def store_cleaned(document: HubDocument, by: Any) -> FileCheck:
    """Put a cleaned copy in the place of the file; the file itself is deleted. Raises Unreadable.

    The copy has been looked into in its turn: what is left is in the check. Takes up to 40 seconds,
    so never in a web request.
    """
    old = document.file.name
    with document.file.open("rb") as file:
        copy, left = bounded.clean(file.read(), document.filename)
    with transaction.atomic():
        held = HubDocument.objects.select_for_update().filter(pk=document.pk, file=old)
        if not held.first():
            raise Unreadable(_("The file was taken off or replaced meanwhile."))
        FileCheck.objects.filter(document=document).update(file_name="")  # the name may come again
        document.file.save(cleaned_name(document.filename), ContentFile(copy), save=False)
        check = FileCheck.objects.create(
            document=document, file_name=document.file.name, kept=describe(left), cleaned_by=by
        )
        document._set_document_file_metadata()
        document.save()
        renew_key(document)
        storage = document.file.storage
        transaction.on_commit(lambda: storage.delete(old))
    return check


def cleaned_name(name: str) -> str:
    """letter.docx → letter-cleaned.docx; a file with macros loses the m of its ending."""
    path = PurePath(name)
    stem = path.stem.partition("-cleaned")[0]
    ending = {".docm": ".docx", ".xlsm": ".xlsx", ".pptm": ".pptx"}.get(path.suffix, path.suffix)
    return f"{stem}-cleaned{ending}"
