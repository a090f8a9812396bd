"""Files that a Word file holds in its text (altChunk), read and put back at their place."""

from __future__ import annotations

import email
import html
import secrets
from email import policy
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from practices.importing.draft import Refused
from practices.importing.readers.pandoc import markup_of
from practices.importing.readers.word.package import Package, find, heading_above, name, new

KINDS = {".html": "html", ".htm": "html", ".xhtml": "html", ".mht": "mht", ".mhtml": "mht",
         ".rtf": "rtf", ".docx": "docx", ".txt": "txt"}  # fmt: skip


class Chunks:
    """Marks the places before pandoc reads the file, and fills them afterwards."""

    def __init__(self, package: Package) -> None:
        self.held: dict[str, str] = {}  # mark: markup
        root = package.tree(package.document)
        if root is None:
            return
        targets = package.related(package.document)
        for chunk in find(root, ".//w:altChunk"):
            part = targets.get(chunk.get(name("r:id"), ""), "")
            try:
                markup = read_chunk(package, part)
            except (Refused, KeyError, UnicodeDecodeError):
                package.losses.add(
                    _("A file inside the Word file could not be kept"), part, heading_above(chunk)
                )
                continue
            mark = f"chunk{secrets.token_hex(12)}"
            self.held[mark] = markup
            chunk.addprevious(new("p", mark))

    def put_back(self, markup: str) -> str:
        for mark, held in self.held.items():
            markup = markup.replace(f"<p>{mark}</p>", held)
        return markup


def read_chunk(package: Package, part: str) -> str:
    """Raises Refused, KeyError or UnicodeDecodeError for what cannot be read."""
    data = package.packed.read(part)
    kind = KINDS.get(PurePosixPath(part).suffix.lower(), "")
    if kind == "txt":
        lines = data.decode("utf-8-sig").splitlines()
        return "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
    if kind == "mht":
        message = email.message_from_bytes(data, policy=policy.default)
        body = message.get_body(("html", "plain"))
        data, kind = (body.get_content().encode() if body else b""), "html"
    if not kind:
        raise KeyError(part)
    return markup_of(data, kind)
