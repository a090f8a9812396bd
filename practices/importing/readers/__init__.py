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
from practices.importing.readers.decoding import decoded, decoded_page
from practices.importing.readers.lines import read_lines
from practices.importing.readers.text import read_text
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
    except TimeoutError:
        yield Problem(incoming.name, too_much())
    except OSError as wrong:
        reason = wrong.strerror or _("reading failed")
        sentence = _("The file cannot be opened (%(reason)s).") % {"reason": reason}
        yield Problem(incoming.name, sentence)
    else:
        yield draft


def too_much() -> str:
    return _(
        "The file is too much to read: it has too many paragraphs, tables or pages. Split it, "
        "or copy the part that matters into a new file."
    )


def read_document(data: bytes, suffix: str, name: str) -> Draft:
    """The one note of a document. Raises Refused."""
    draft = READERS[suffix](data) if suffix in READERS else read_written(data, suffix)
    if draft.is_empty():
        raise Refused(_("There is no text in this file."))
    draft.file = name
    draft.title = draft.title or title_from_name(PurePath(name).name)
    return draft


# The libraries for these formats are large; web workers know this module and read no files.


def word(data: bytes) -> Draft:
    from practices.importing.readers.word import read_word

    return read_word(data)


def odt(data: bytes) -> Draft:
    from practices.importing.readers.odt import read_odt

    return read_odt(data)


def rtf(data: bytes) -> Draft:
    from practices.importing.readers.rtf import read_rtf

    return read_rtf(data)


def pdf(data: bytes) -> Draft:
    from practices.importing.readers.pdf import read_pdf

    return read_pdf(data)


READERS: dict[str, Callable[[bytes], Draft]] = {
    ".docx": word, ".odt": odt, ".rtf": rtf, ".pdf": pdf,
}  # fmt: skip


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
