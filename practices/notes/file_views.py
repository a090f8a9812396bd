"""From a number in a text to the page or file itself, for those who may read it."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from hub.access.files import address_of, may_read
from hub.models import HubDocument
from practices.models import PracticeNotePage
from practices.notes.files import picture_at


@require_safe
def to_page(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    page = get_object_or_404(Page.objects.live(), pk=pk).specific
    hidden = isinstance(page, PracticeNotePage) and not page.is_visible_to(request.user)
    if hidden or not page.url:
        raise Http404
    return redirect(page.url)


@require_safe
def to_document(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    document = get_object_or_404(HubDocument, pk=pk)
    if not may_read(request.user, document):
        raise Http404
    return redirect(address_of(document) or document.url)


# Handing out files. Nothing in the media folder is public by itself.

PICTURE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


@require_safe
def media(request: HttpRequest, path: str) -> FileResponse:
    """A picture in one of its sizes, for those who may see the note it is in.

    Documents are never handed out here: they go through /documents/.
    """
    kind = PICTURE_TYPES.get(PurePosixPath(path).suffix.lower())
    picture = picture_at(path) if kind and "\x00" not in path else None
    if picture is None or not may_read(request.user, picture):
        raise Http404
    if not default_storage.exists(path):
        raise Http404
    return kept_safe(FileResponse(default_storage.open(path), content_type=kind))


@require_safe
def document(request: HttpRequest, pk: int, filename: str) -> FileResponse:
    """A document, always as a download.

    Stands before Wagtail's own address for it: Wagtail would let caches between us and the reader
    keep the file for an hour.
    """
    found = get_object_or_404(HubDocument, pk=pk)
    guard(found, request)
    if found.filename != filename or not found.file.storage.exists(found.file.name):
        raise Http404
    return kept_safe(
        FileResponse(
            found.file.open("rb"),
            as_attachment=True,
            filename=found.filename,
            content_type=found.content_type or "application/octet-stream",
        )
    )


def guard(document: HubDocument, request: HttpRequest) -> None:
    """Also Wagtail's before_serve_document, should it ever be asked directly.

    A file whose owner hands it out elsewhere has no address here, for it would get round the owner.
    """
    if not may_read(request.user, document) or address_of(document):
        raise Http404


def kept_safe(response: FileResponse) -> FileResponse:
    """Nothing in the file may run, be guessed at, or stay in a shared cache."""
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
