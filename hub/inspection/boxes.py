"""A file with what was found in it, for the page; and what its buttons do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub.inspection.findings import Finding, Unreadable
from hub.inspection.models import Acknowledgement, FileCheck
from hub.inspection.reading import CLEANED, ending_of
from hub.inspection.services import (
    acknowledge,
    acknowledgement_for,
    look_inside,
    looked_into,
    may_stay,
    store_cleaned,
    why_not,
)
from hub.models import HubDocument

AUDIENCES = {
    "public": gettext_lazy("everybody"),
    "network": gettext_lazy("the network"),
    "adass": gettext_lazy("the network and ADASS"),
    "council": gettext_lazy("your council"),
    "group": gettext_lazy("the group"),
    "issue": gettext_lazy("your council and the chair"),
    "issue-adass": gettext_lazy("the chair and ADASS"),
}


@dataclass(frozen=True)
class FileBox:
    """One file on a page: `url` is where its buttons lead to."""

    document: HubDocument
    check: FileCheck
    stays: list[Finding]
    goes: list[Finding]
    agreed: Acknowledgement | None
    stopped: str
    audience: str
    url: str
    may_be_cleaned: bool
    may_stay: bool
    may_be_removed: bool


def box_of(document: HubDocument, key: str, url: str, *, may_be_removed: bool = True) -> FileBox:
    """What the page shows for readers of `key`. Looks into the file if nobody has."""
    check = looked_into(document)
    found = check.findings
    kind = key.partition(":")[0]
    return FileBox(
        document=document,
        check=check,
        stays=[one for one in found if not one.is_cleaned],
        goes=[one for one in found if one.is_cleaned],
        agreed=acknowledgement_for(check, key),
        stopped=why_not(document, key),
        audience=str(AUDIENCES.get(kind, kind)),
        url=url,
        may_be_cleaned=ending_of(document.filename) in CLEANED and any(
            one.is_cleaned for one in found
        ),
        may_stay=may_stay(check, key),
        may_be_removed=may_be_removed,
    )  # fmt: skip


def boxes_of(files: Iterable[tuple[HubDocument, str]], key: str) -> list[FileBox]:
    return [box_of(document, key, url) for document, url in files]


def act(request: HttpRequest, document: HubDocument, key: str) -> None:
    """Do what the pressed button says, and tell. Taking a file off is for its holder."""
    if "clean" in request.POST:
        clean(request, document)
    elif "again" in request.POST:
        look_inside(document)
        messages.info(request, _("The file has been looked into again."))
    elif "keep" in request.POST:
        reason = request.POST.get("reason", "").strip()
        if not may_stay(looked_into(document), key):
            messages.error(request, why_not(document, key))
        elif reason:
            acknowledge(document, key, request.user, reason)
            messages.success(request, _("Kept, with your name and your reason."))
        else:
            messages.error(request, _("Say why it may stay."))


def clean(request: HttpRequest, document: HubDocument) -> None:
    try:
        left = len(store_cleaned(document, request.user).kept)
    except (Unreadable, FileNotFoundError) as wrong:
        messages.error(request, _("There is no cleaned copy. %(why)s") % {"why": wrong})
        return
    if not left:
        messages.success(request, _("A cleaned copy is stored, and nothing is found in it."))
        return
    said = ngettext(
        "A cleaned copy is stored. %(count)s thing is left in it: it stands where readers see it.",
        "A cleaned copy is stored. %(count)s things are left in it: they stand where readers see them.",
        left,
    )
    messages.warning(request, said % {"count": left})
