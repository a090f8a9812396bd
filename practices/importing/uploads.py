"""Starting a note from a file that somebody uploads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from practices.importing.draft import Draft, Refused
from practices.importing.readers import Incoming, read
from practices.importing.report import Problem


def bare_name(name: str) -> str:
    """The last part of a name, whichever way its slashes lean; never a path."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "") or "file"


def incoming_from(upload: Any) -> Incoming:
    """Django's uploaded file as something to read. It stays open: the request closes it."""

    def opened() -> BinaryIO:
        upload.seek(0)
        return cast(BinaryIO, Lent(upload))

    return Incoming(bare_name(upload.name or ""), upload.size or 0, opened)


class Lent:
    """An open file that a `with` block does not close."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def __enter__(self) -> Lent:
        return self

    def __exit__(self, *reason: object) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def draft_from_upload(upload: Any) -> Draft:
    """The note in an uploaded Word, PDF, Markdown, HTML or text file; nothing is written.

    `draft.lost` says, one sentence each, what could not be kept. `draft.parts` are what fills the
    body; `practices.importing.pages.body_blocks` makes blocks of them.
    Raises Refused, whose message is a sentence for the person, for a file that cannot be read.
    """
    incoming = incoming_from(upload)
    refuse_lists(incoming.name)
    return only_draft(read(incoming))


def refuse_lists(name: str) -> None:
    if name.lower().endswith(".jsonl"):
        raise Refused(_("A list of JSON lines holds many notes. Use the import page for it."))


def only_draft(found: Iterable[Draft | Problem]) -> Draft:
    """The one note of a document. Raises Refused with the sentence of what is wrong."""
    for one in found:
        if isinstance(one, Problem):
            raise Refused(one.sentence)
        return one
    raise Refused(_("There is no text in this file."))
