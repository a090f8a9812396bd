"""A file with what was found in it, for the page; and what its buttons do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.inspection.findings import Finding
from hub.inspection.looking import address_after_cleaning, address_after_look
from hub.inspection.models import Acknowledgement, FileCheck
from hub.inspection.reading import CLEANED, ending_of
from hub.inspection.services import acknowledge, acknowledgement_for, check_of, may_stay, why_not
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
    """One file on a page: `url` is where its buttons lead to.

    Without a `check` nobody has looked into it yet: `waits_at` is the page that says how far it is.
    """

    document: HubDocument
    check: FileCheck | None
    waits_at: str
    stays: list[Finding]
    goes: list[Finding]
    agreed: Acknowledgement | None
    stopped: str
    audience: str
    url: str
    may_be_cleaned: bool
    may_stay: bool
    may_be_removed: bool


def boxes_of(
    request: HttpRequest,
    files: Iterable[tuple[HubDocument, str]],
    key: str,
    *,
    leads_to: str = "",
    may_be_removed: bool = True,
) -> list[FileBox]:
    """What the page shows of files, with where their buttons lead to, for readers of `key`.

    Has them looked into if nobody has, and waits a moment for it. Where that lasts longer there is a
    page to wait on; it leads back here, or to `leads_to`.
    """
    files = list(files)
    documents = [document for document, _url in files]
    waits_at = address_after_look(request, documents, leads_to or request.path)
    return [_box(document, key, url, waits_at, may_be_removed) for document, url in files]


def _box(document: HubDocument, key: str, url: str, waits_at: str, may_be_removed: bool) -> FileBox:
    check = check_of(document)
    found = check.findings if check else []
    kind = key.partition(":")[0]
    return FileBox(
        document=document,
        check=check,
        waits_at=waits_at,
        stays=[one for one in found if not one.is_cleaned],
        goes=[one for one in found if one.is_cleaned],
        agreed=acknowledgement_for(check, key) if check else None,
        stopped=why_not(document, key),
        audience=str(AUDIENCES.get(kind, kind)),
        url=url,
        may_be_cleaned=ending_of(document.filename) in CLEANED and any(
            one.is_cleaned for one in found
        ),
        may_stay=check is not None and may_stay(check, key),
        may_be_removed=may_be_removed,
    )  # fmt: skip


def act(request: HttpRequest, document: HubDocument, key: str, leads_to: str) -> str:
    """Do what the pressed button says, and tell; returns where to go: on, or to wait for a job.

    Taking a file off is for its holder.
    """
    if "clean" in request.POST:
        return address_after_cleaning(request, document, leads_to)
    if "again" in request.POST:
        return address_after_look(request, [document], leads_to, again=True)
    if "keep" in request.POST:
        keep(request, document, key)
    return leads_to


def keep(request: HttpRequest, document: HubDocument, key: str) -> None:
    check, reason = check_of(document), request.POST.get("reason", "").strip()
    if check is None or not may_stay(check, key):
        messages.error(request, why_not(document, key))
    elif reason:
        acknowledge(check, key, request.user, reason)
        messages.success(request, _("Kept, with your name and your reason."))
    else:
        messages.error(request, _("Say why it may stay."))
