"""One short module a format; `read` chooses by name and checks that the name tells the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from practices.importing.draft import Draft, Problem, Refused
from practices.importing.html import clean_text
from practices.importing.limits import check_kind, check_length, check_size, suffix_of
from practices.importing.readers.lines import read_lines
from practices.importing.readers.text import decoded, decoded_page, read_text
from practices.importing.readers.web_page import read_web_page
from practices.importing.section_names import title_from_name

START = 8192


@dataclass(frozen=True)
class Incoming:
    """A file to read: on disk or uploaded. `name` is for people and may be a relative path."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    @classmethod
    def on_disk(cls, path: Path, name: str = "") -> Incoming:
        return cls(name or path.name, path.stat().st_size, lambda: path.open("rb"))


def read(incoming: Incoming) -> Iterator[Draft | Problem]:
    """Each note of a file, or what is wrong with it. Never raises for bad input."""
    try:
        suffix = suffix_of(incoming.name)
        check_size(incoming.size, suffix)
        with incoming.open() as stream:
            check_kind(stream.read(START), suffix)
            stream.seek(0)
            if suffix == ".jsonl":
                yield from read_lines(stream, incoming.name)
                return
            draft = read_document(stream.read(), suffix, incoming.name)
    except Refused as wrong:
        yield Problem(incoming.name, str(wrong))
    except OSError as wrong:
        reason = wrong.strerror or _("reading failed")
        sentence = _("The file cannot be opened (%(reason)s).") % {"reason": reason}
        yield Problem(incoming.name, sentence)
    else:
        yield draft


def read_document(data: bytes, suffix: str, name: str) -> Draft:
    """The one note of a document. Raises Refused."""
    # The libraries for these formats are large; web workers know this module and read no files.
    if suffix == ".docx":
        from practices.importing.readers.word import read_word

        draft = read_word(data)
    elif suffix == ".pdf":
        from practices.importing.readers.pdf import read_pdf

        draft = read_pdf(data)
    else:
        draft = read_written(data, suffix)
    if draft.is_empty():
        raise Refused(_("There is no text in this file."))
    draft.file = name
    draft.title = draft.title or title_from_name(PurePath(name).name)
    return draft


def read_written(data: bytes, suffix: str) -> Draft:
    """Markdown, a web page or plain text."""
    text = clean_text(decoded_page(data) if suffix in {".html", ".htm"} else decoded(data))
    check_length(text)
    if not text.strip():
        raise Refused(_("The file is empty."))
    if suffix == ".md":
        from practices.importing.readers.markdown import read_markdown

        return read_markdown(text)
    return read_text(text) if suffix == ".txt" else read_web_page(text)
