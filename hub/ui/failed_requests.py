"""When a request fails, nothing that was typed is lost: one answer for every form.

A locked database, a full disk or a fault of ours ends here (`handler500`). A form that was posted
comes back with every word and a button that sends it again to the same address. Nothing on the
page is asked of the database.
"""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hub.storage import remove_unused

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
FULL_WORDS = ("disk is full", "disk i/o", "no space left", "disk full")
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a field's name)
SECRET = re.compile(r"passw|secret|(^|[-_])code$", re.IGNORECASE)
MACHINE = re.compile(r"[a-z0-9_.:-]{0,40}")  # a choice or a number, nothing that anybody typed
RETRY_SECONDS = 15


@dataclass(frozen=True)
class Field:
    """One value of a form as it comes back. `kind`: "typed", "secret" or "hidden"."""

    name: str
    value: str
    kind: str

    @property
    def label(self) -> str:
        words = re.sub(r"[-_]+", " ", self.name).strip()
        return words[:1].upper() + words[1:]


def server_error(request: HttpRequest, template_name: str = "500.html") -> HttpResponse:
    """Django's handler for whatever nobody caught; called while the exception is in hand."""
    kind = kind_of(sys.exc_info()[1])
    remove_unused()
    status = 500 if kind == "fault" else 503
    headers = {"Cache-Control": "no-store"}
    if status == 503:
        headers["Retry-After"] = str(RETRY_SECONDS)
    if wants_json(request):
        return JsonResponse({"detail": sentence(kind)}, status=status, headers=headers)
    context: dict[str, Any] = {
        "kind": kind,
        "sentence": sentence(kind),
        "path": request.get_full_path(),
    }
    if request.method == "POST":
        context |= {"fields": list(fields_of(request)), "files": file_fields(request)}
        context["token"] = get_token(request)
    return HttpResponse(render_to_string(template_name, context), status=status, headers=headers)


def kind_of(error: BaseException | None) -> str:
    """`full`, `busy` or `fault`: what is at the bottom of it, however often it was wrapped."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return "full"
        if isinstance(error, OperationalError | InterfaceError):
            said = str(error).lower()
            return "full" if any(words in said for words in FULL_WORDS) else "busy"
        error = error.__cause__ or error.__context__
    return "fault"


def sentence(kind: str) -> str:
    if kind == "full":
        return _("The hub has run out of room to store things, so this could not be done.")
    if kind == "busy":
        return _("The hub is very busy just now, so this could not be done.")
    return _("Something went wrong. The fault is ours, and it has been written down.")


def wants_json(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    return request.path.startswith("/api/") or accepted.startswith("application/json")


def fields_of(request: HttpRequest) -> Iterator[Field]:
    """Every value that was sent. Passwords and codes are asked for again, never shown."""
    with suppress(UnreadablePostError, OSError):
        for name, values in request.POST.lists():
            for value in values:
                if name == TOKEN:
                    continue
                if SECRET.search(name):
                    yield Field(name, "", "secret")
                else:
                    hidden = MACHINE.fullmatch(value)
                    yield Field(name, value, "hidden" if hidden else "typed")


def file_fields(request: HttpRequest) -> list[Field]:
    """Files cannot be sent back to a browser: they must be chosen again."""
    with suppress(UnreadablePostError, OSError):
        return [
            Field(name, ", ".join(file.name or "" for file in files), "file")
            for name, files in request.FILES.lists()
        ] + getattr(request, "files_without_room", [])
    return []


class RoomUploadHandler(TemporaryFileUploadHandler):
    """A large file that finds no room while it arrives is left out; the words beside it stay."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError as full:
            self.leave_out(full)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        try:
            return super().receive_data_chunk(raw_data, start)
        except OSError as full:
            self.leave_out(full)
            return None

    def leave_out(self, full: OSError) -> None:
        field = Field(self.field_name or "", self.file_name or "", "file")
        self.request.upload_trouble = full  # type: ignore[attr-defined, union-attr]
        self.request.files_without_room = [field]  # type: ignore[attr-defined, union-attr]
        raise SkipFile from full


class UploadTroubleMiddleware:
    """No view sees a form whose file was left out: it would take it for a form without one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        trouble: OSError | None = getattr(request, "upload_trouble", None)
        if trouble is not None:
            raise trouble
