"""Having files looked into from a web request, which itself never does: a job looks."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from hub.inspection.services import check_of
from hub.jobs import file_tasks
from hub.models import HubDocument


def address_after_look(
    request: HttpRequest, documents: Iterable[HubDocument], leads_to: str, *, again: bool = False
) -> str:
    """`leads_to` once these are looked into; while that lasts, the page that says how far it is.

    Looks into those that nobody has looked into as they are now; with `again` into all.
    """
    wanted = [one for one in documents if again or check_of(one) is None]
    return _address(request, file_tasks.Kind.LOOK, wanted, leads_to)


def address_after_cleaning(request: HttpRequest, document: HubDocument, leads_to: str) -> str:
    """The same for a cleaned copy, which takes the file's place."""
    return _address(request, file_tasks.Kind.CLEAN, [document], leads_to)


def _address(request: HttpRequest, kind: str, wanted: list[HubDocument], leads_to: str) -> str:
    if not wanted:
        return leads_to
    files = [(one.pk, one.title) for one in wanted]
    word = file_tasks.ask(kind, files, by=request.user, leads_to=leads_to)
    return file_tasks.next_address(request, word)
