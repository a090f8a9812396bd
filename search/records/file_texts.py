"""The words inside a file that came from somebody's computer. Pure: bytes in, text out.

Files may be broken or made to do harm, so nothing is unpacked or read beyond the bounds of
`practices.importing.limits`, and every refusal is a sentence. A parser that never comes back, or
that takes all memory, is stopped from outside: `text_of_stranger` reads in a process of its own.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath

from django.utils.translation import gettext as _
from lxml import etree

from hub.decoding import decoded
from hub.jobs.bounded import FellOver, TooMuch, run_bounded
from practices.importing.draft import Refused
from practices.importing.html import clean_text
from practices.importing.limits import MAX_FILE, MEGABYTE, check_unpacking

MOST_SECONDS = 40  # of one file, starting the process included
MOST_CHARACTERS = 300_000  # of one file; the rest of a longer one is not searched
PARTS = {  # where each kind of packed file keeps its words
    ".docx": ("word/document", "word/footnotes", "word/endnotes", "word/header", "word/footer"),
    ".pptx": ("ppt/slides/slide", "ppt/notesSlides/"),
    ".xlsx": ("xl/sharedStrings", "xl/worksheets/sheet"),
    ".odt": ("content.xml",),
}
BREAKS = frozenset({"p", "h", "tr", "br", "si", "is", "tab", "table-row", "line-break"})
KINDS = frozenset({*PARTS, ".pdf", ".rtf", ".txt"})


def text_of(data: bytes, name: str) -> str:
    """The file's words; empty for a kind that holds none. Raises Refused with a sentence."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in KINDS:
        return ""
    if len(data) > MAX_FILE:
        raise Refused(_("The file is larger than %(bound)s MB.") % {"bound": MAX_FILE // MEGABYTE})
    try:
        text = _read(data, suffix)
    except Refused:
        raise
    except Exception as wrong:  # a foreign parser on foreign bytes may fail in any way
        raise Refused(_("The file is damaged and cannot be read.")) from wrong
    return text.replace("\0", " ")[:MOST_CHARACTERS]


def text_of_stranger(data: bytes, name: str) -> str:
    """`text_of` in a process that is ended when it takes too long. Raises Refused.

    A bound on time inside the process holds between two pages of a PDF, not within one.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in KINDS - {".txt"} or len(data) > MAX_FILE:
        return text_of(data, name)
    try:
        found = run_bounded(f"{__name__}:answer", data, suffix, seconds=MOST_SECONDS)
    except TooMuch as late:
        raise Refused(_("The file takes too long to read.")) from late
    except FellOver as ended:
        raise Refused(_("The file is damaged and cannot be read.")) from ended
    if "refused" in found:
        raise Refused(found["refused"])
    return found["text"]


def answer(data: bytes, suffix: str) -> dict[str, str]:
    """In the process of its own."""
    try:
        return {"text": text_of(data, f"file{suffix}")}
    except Refused as refused:
        return {"refused": str(refused)}


def _read(data: bytes, suffix: str) -> str:
    if suffix in PARTS:
        return _of_packed(data, suffix)
    if suffix == ".pdf":
        return _of_pdf(data)
    if suffix == ".rtf":
        return _of_rtf(data)
    return decoded(data)


def _of_packed(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            check_unpacking(packed, len(data))
            parts = [name for name in packed.namelist() if _holds_words(name, suffix)]
            if not parts:
                raise Refused(_("What is inside is not what its name says."))
            return "\n".join(_words_of(packed, parts, everything=suffix == ".odt"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as wrong:
        raise Refused(_("The file is damaged, or protected by a password.")) from wrong


def _holds_words(name: str, suffix: str) -> bool:
    return name.startswith(PARTS[suffix]) and name.endswith(".xml")


def _words_of(packed: zipfile.ZipFile, parts: list[str], everything: bool) -> Iterator[str]:
    length = 0
    for name in parts:
        data = packed.read(name)
        if b"<!DOCTYPE" in data[:4096]:
            raise Refused(_("The file holds XML that office programs do not write."))
        parser = etree.XMLParser(target=_Words(everything), resolve_entities=False, no_network=True)
        words = etree.fromstring(data, parser)
        yield words
        length += len(words)
        if length > MOST_CHARACTERS:
            return


class _Words:
    """Takes the words from XML while it is read, so that no tree is built.

    Office keeps them in elements called `t`; OpenDocument in any.
    """

    def __init__(self, everything: bool) -> None:
        self._everything = everything
        self._inside = everything
        self._found: list[str] = []

    def start(self, tag: str, attributes: dict) -> None:
        self._inside = self._everything or etree.QName(tag).localname == "t"

    def end(self, tag: str) -> None:
        self._inside = self._everything
        if etree.QName(tag).localname in BREAKS:
            self._found.append("\n")

    def data(self, text: str) -> None:
        if self._inside:
            self._found.append(text)

    def close(self) -> str:
        return "".join(self._found)


def _of_pdf(data: bytes) -> str:
    if b"%PDF-" not in data[:1024]:
        raise Refused(_("What is inside is not what its name says."))
    from pypdf import PdfReader  # ten megabytes that no web worker needs

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(_("The PDF is protected by a password."))
    text = "\n".join(clean_text(page.extract_text() or "") for page in reader.pages)
    if not text.strip():
        raise Refused(_("There is no text in this PDF: it is probably a scan."))
    return text


def _of_rtf(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text  # loaded when the first such file comes

    if not data.lstrip().startswith(b"{\\rtf"):
        raise Refused(_("What is inside is not what its name says."))
    return rtf_to_text(data.decode("latin-1"), errors="ignore")
