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

from hub.inspection import apart
from hub.inspection.findings import Unreadable
from hub.inspection.models import Acknowledgement, FileCheck, describe
from hub.models import HubDocument

AT_HOME = ("council", "issue")  # kinds of keys whose readers may have a file that nobody can read


def look_inside(document: HubDocument) -> FileCheck:
    """Look into the file as it is now and keep what was found. Takes up to 40 seconds."""
    check = FileCheck(document=document, file_name=document.file.name)
    try:
        with document.file.open("rb") as file:
            check.kept = describe(apart.look(file.read(), document.filename))
    except Unreadable as wrong:
        check.unreadable = str(wrong)
    except FileNotFoundError:
        check.unreadable = "The file is missing."
    check.save()
    return check


def check_of(document: HubDocument) -> FileCheck | None:
    """The last look into the file as it is now."""
    checks = FileCheck.objects.prefetch_related("acknowledgements__by")
    return checks.filter(document=document, file_name=document.file.name).first()


def looked_into(document: HubDocument) -> FileCheck:
    """`check_of`, looking now if nobody has."""
    return check_of(document) or look_inside(document)


@transaction.atomic
def acknowledge(document: HubDocument, key: str, by: Any, reason: str) -> Acknowledgement:
    """Keep that `by` looked at what was found and lets readers of `key` have the file."""
    check = looked_into(document)
    return Acknowledgement.objects.create(
        check_made=check, audience_key=key, by=by, reason=reason[:500]
    )


def acknowledgement_for(check: FileCheck, key: str) -> Acknowledgement | None:
    return next((one for one in check.acknowledgements.all() if one.covers(key)), None)


def may_stay(check: FileCheck, key: str) -> bool:
    """Whether a reason can let readers of `key` have it: nobody vouches for what nobody can read."""
    return not check.unreadable or key.partition(":")[0] in AT_HOME


def why_not(document: HubDocument, key: str) -> str:
    """Why readers of this key may not have the file yet, as a sentence; empty when they may."""
    check, named = check_of(document), {"name": document.title}
    if check is None:
        return _("Nobody has looked into the file “%(name)s” yet.") % named
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

    The copy has been looked into in its turn: what is left is in the check.
    """
    old = document.file.name
    with document.file.open("rb") as file:
        copy, left = apart.clean(file.read(), document.filename)
    with transaction.atomic():
        FileCheck.objects.filter(document=document).update(file_name="")  # the name may come again
        document.file.save(cleaned_name(document.filename), ContentFile(copy), save=False)
        check = FileCheck.objects.create(
            document=document, file_name=document.file.name, kept=describe(left), cleaned_by=by
        )
        document._set_document_file_metadata()
        document.save()
        storage = document.file.storage
        transaction.on_commit(lambda: storage.delete(old))
    return check


def cleaned_name(name: str) -> str:
    """letter.docx → letter-cleaned.docx; a file with macros loses the m of its ending."""
    path = PurePath(name)
    stem = path.stem.partition("-cleaned")[0]
    ending = {".docm": ".docx", ".xlsm": ".xlsx", ".pptm": ".pptx"}.get(path.suffix, path.suffix)
    return f"{stem}-cleaned{ending}"
