"""Rules about files without a database: what a text points at, and who is among whose readers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.access.files import File, give, is_owned_by, may_read
from hub.inputs import whole_number, whole_numbers
from hub.models import HubDocument, HubImage
from practices.notes.fields import RICH_NAMES

NOBODY = "nobody"
TAG = re.compile(r"<(?:a|embed)\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
KINDS = ("document", "image", "page")


class Pointed(NamedTuple):
    """Numbers of the documents, the pictures and the pages that a text points at."""

    documents: frozenset[int]
    images: frozenset[int]
    pages: frozenset[int] = frozenset()


def pointed_at(texts: Iterable[Any]) -> Pointed:
    """What rich text and the raw data of blocks point at, however deep it lies."""
    found = {pair for text in texts for pair in walk(text)}
    return Pointed(*(frozenset(n for kind, n in found if kind == one) for one in KINDS))


def walk(value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, str):
        yield from in_markup(value)
    elif isinstance(value, dict):
        for key, part in value.items():
            number = whole_number(part) if key in KINDS else None
            if number is not None:
                yield key, number
            else:
                yield from walk(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from walk(part)


def in_markup(markup: str) -> Iterator[tuple[str, int]]:
    """From each tag every kind with every number, so that no spelling of a tag slips by."""
    for tag in TAG.findall(markup):
        held = [
            (name.lower(), html.unescape(double or single or bare).strip())
            for name, double, single, bare in ATTRIBUTE.findall(tag)
        ]
        kinds = {value.lower() for name, value in held if name in ("linktype", "embedtype")}
        numbers = whole_numbers([value for name, value in held if name == "id"])
        yield from ((kind, number) for kind in KINDS if kind in kinds for number in numbers)


def holds_all_of(wide: str, narrow: str, network_id: int | None) -> bool:
    """Whether every holder of the narrow audience key also holds the wide one.

    `network_id` is the network of the council whose note has the narrow key.
    """
    if NOBODY in (wide, narrow):
        return False
    level = narrow.partition(":")[0]
    wider = {"public", narrow}
    if level in ("council", "network") and network_id:
        wider |= {f"adass:{network_id}"} | (
            {f"network:{network_id}"} if level == "council" else set()
        )
    return wide in wider


# What a note may point at: files and pages that its writer may read, and the note's own files.
#
# Asked at every save of a version and again when it is published, whichever way it came: the form
# on the site, the editors' side, an import, a job. Pointing gives no reader a right to a file
# (`hub.access.files`); this keeps titles and dead links out of notes.


class MayNotPoint(PermissionDenied):
    """The version points at something its writer may not read; the message is a sentence."""


def pointed_at_by(note: Any) -> Pointed:
    """Everything that the version in hand points at, attached files included."""
    texts = [*(getattr(note, name) for name in RICH_NAMES), list(note.body.raw_data)]
    found = pointed_at(texts)
    attached = frozenset(one.document_id for one in note.attachments.all() if one.document_id)
    return found._replace(documents=found.documents | attached)


def trouble(found: Pointed, note: Any, by: Any) -> list[str]:
    """A sentence for each thing that `by` may not read, so may not point at from this note.

    Numbers that nothing has are dead links and harm nobody.
    """
    files: list[File] = [*documents(found), *images(found)]
    shut = [file for file in files if not is_owned_by(file, note) and not may_read(by, file)]
    said = [
        _("picture %(number)s") % {"number": file.pk}
        if isinstance(file, HubImage)
        else _("document %(number)s") % {"number": file.pk}
        for file in shut
    ]
    said += [_("page %(number)s") % {"number": page.pk} for page in pages_shut_to(by, found, note)]
    return [
        _("This points at %(what)s, which you may not read or which is not there. Take it out.")
        % {"what": what}
        for what in said
    ]


def documents(found: Pointed) -> Iterable[HubDocument]:
    return HubDocument.objects.filter(pk__in=found.documents) if found.documents else ()


def images(found: Pointed) -> Iterable[HubImage]:
    return HubImage.objects.filter(pk__in=found.images) if found.images else ()


def pages_shut_to(by: Any, found: Pointed, note: Any) -> list[Page]:
    others = found.pages - {note.pk}
    pages = Page.objects.filter(pk__in=others).specific() if others else []
    return [page for page in pages if not may_point_at_page(by, page)]


def may_point_at_page(by: Any, page: Page) -> bool:
    """A page with readers of its own asks for them, a draft of one's own too."""
    asks = getattr(page, "may_be_pointed_at_by", None)
    return asks(by) if asks else page.live


def writer_of(note: Any, by: Any) -> Any:
    return by or note.owner or AnonymousUser()


def check(note: Any, by: Any) -> None:
    """Raises MayNotPoint when the version points at what its writer may not read.

    Without a writer it is the note's owner who must be allowed; without either, everybody.
    """
    sentences = trouble(pointed_at_by(note), note, writer_of(note, by))
    if sentences:
        raise MayNotPoint(" ".join(sentences))


def take_in(note: Any, by: Any) -> None:
    """Files in the saved version that belong to nothing yet belong to this note from now on."""
    found = pointed_at_by(note)
    files: list[File] = [*documents(found), *images(found)]
    writer = writer_of(note, by)
    free = [file for file in files if file.owner_id is None and may_read(writer, file)]
    if free:
        give(note, free)


def is_shown_with(note: Any, file: File | None) -> bool:
    """Whether the note may show the file's name or picture: its own, or one that all its readers
    may open."""
    if file is None:
        return False
    network = note.council.network_id if note.council else None
    return is_owned_by(file, note) or holds_all_of(file.audience_key, note.audience_key, network)
