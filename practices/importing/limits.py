"""How much the hub takes in at once, and checks that a file is what its name says.

Every refusal is a `Refused` with a sentence that says what to do instead.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePath

import filetype
from django.utils.translation import gettext as _

from hub.inspection.packed import grown_too_large
from practices.importing.draft import Refused

MEGABYTE = 1024 * 1024
MAX_FILE = 25 * MEGABYTE  # one document; a note of 50 MB is a mistake
MAX_LINES_FILE = 500 * MEGABYTE  # .jsonl is read line by line, so a whole archive may come
MAX_LINE = 2 * MEGABYTE
MAX_TEXT = 1_000_000  # characters of one note: about 400 pages
MAX_PICTURES = 60
MAX_PICTURE = 10 * MEGABYTE

MAX_PDF_PAGES = 600
MAX_PDF_SECONDS = 20

TEXT_SUFFIXES = frozenset({".md", ".html", ".htm", ".txt", ".jsonl"})
SUFFIXES = TEXT_SUFFIXES | {".docx", ".odt", ".rtf", ".pdf"}
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
KINDS = {
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "a text in RTF",
    ".pdf": "a PDF",
    ".md": "a Markdown text",
    ".html": "a web page",
    ".htm": "a web page",
    ".txt": "a plain text",
    ".jsonl": "a list of JSON objects",
}


def suffix_of(name: str) -> str:
    """The kind a name claims. Raises Refused for kinds that the hub does not read."""
    suffix = PurePath(name).suffix.lower()
    if suffix in {".doc", ".dotx", ".docm", ".ott", ".pages", ".wpd"}:
        raise Refused(_("This kind of file cannot be read. Save it as .docx and try again."))
    if suffix not in SUFFIXES:
        raise Refused(
            _(
                "This kind of file cannot be read. Use .docx, .odt, .rtf, .pdf, .md, .html, .txt or .jsonl."
            )
        )
    return suffix


def check_size(size: int, suffix: str) -> None:
    """Raises Refused for an empty file and one beyond the bound."""
    if size == 0:
        raise Refused(_("The file is empty."))
    bound = MAX_LINES_FILE if suffix == ".jsonl" else MAX_FILE
    if size > bound:
        raise Refused(
            _(
                "The file is too large (%(size)s MB). The most that can be read is %(bound)s MB: "
                "split it, or make its pictures smaller."
            )
            % {"size": max(1, round(size / MEGABYTE)), "bound": bound // MEGABYTE}
        )


def check_kind(start: bytes, suffix: str) -> None:
    """Compare a file's first bytes with what its name says. Raises Refused when they differ."""
    found = kind_inside(start)
    if suffix == ".docx" and found == "ole":
        raise Refused(
            _(
                "The file is protected by a password or was saved by an old Word. "
                "Open it in Word, take the password off and save it as .docx."
            )
        )
    expected = {".docx": "zip", ".odt": "zip", ".pdf": "pdf", ".rtf": "rtf"}.get(suffix, "text")
    if found != expected:
        raise Refused(
            _("The name says it is %(claimed)s, but what is inside is %(found)s.")
            % {"claimed": KINDS[suffix], "found": DESCRIBED.get(found, found)}
        )


DESCRIBED = {
    "zip": "a Word document or another packed file",
    "pdf": "a PDF",
    "ole": "an old Office file",
    "rtf": "a text in RTF",
    "text": "plain text",
}


def kind_inside(start: bytes) -> str:
    """`pdf`, `zip`, `ole`, `rtf`, `text`, or words for something else."""
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(OLE_MAGIC):
        return "ole"
    mime = filetype.guess_mime(start)
    if mime:
        return f"something else ({mime})"
    return "text" if looks_like_text(start) else "not text"


def looks_like_text(start: bytes) -> bool:
    """Few control characters, or a mark of UTF-16 at the start. A stray NUL is forgiven."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    odd = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return odd <= max(2, len(start) // 50)


def open_packed(data: bytes) -> zipfile.ZipFile:
    """The packed parts of a Word or OpenDocument file, once it is plain that unpacking them is safe.

    Raises Refused for a broken file, a zip bomb, and XML that brings its own definitions.
    """
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
        check_unpacking(packed, len(data))
        check_xml(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as wrong:
        raise Refused(
            _("The file is damaged and cannot be opened. Save it again and try again.")
        ) from wrong
    return packed


def check_unpacking(packed: zipfile.ZipFile, packed_size: int) -> None:
    """Raises Refused when the parts would grow beyond what a Word file ever needs."""
    if size := grown_too_large(packed.infolist()):
        raise Refused(
            _(
                "The file would grow to %(size)s MB when it is unpacked, far more than a text "
                "needs, so it was not opened."
            )
            % {"size": size}
        )


def check_xml(packed: zipfile.ZipFile) -> None:
    """Word never writes definitions into its XML; they are how an XML bomb starts."""
    for member in packed.infolist():
        if member.filename.endswith((".xml", ".rels")):
            with packed.open(member) as part:
                if b"<!DOCTYPE" in part.read(4096):
                    raise Refused(_("The file holds XML that neither Word nor LibreOffice writes."))


def check_length(text: str) -> None:
    """Raises Refused for more text than one note can carry."""
    if len(text) > MAX_TEXT:
        raise Refused(
            _(
                "The text is too long for one note (%(length)s characters; the most is %(most)s). "
                "Split it into several notes."
            )
            % {"length": f"{len(text):,}", "most": f"{MAX_TEXT:,}"}
        )
