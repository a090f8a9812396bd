"""Starting a note from a file that somebody uploads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from practices.importing.draft import Draft, Problem, Refused
from practices.importing.limits import SUFFIXES
from practices.importing.readers import Incoming, read


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
    body; `practices.importing.note_values.body_blocks` makes blocks of them.
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


# Which files a command line means.


def files_in(paths: Iterable[Path]) -> tuple[list[Incoming], list[str]]:
    """Files to read, and the names of those in folders that are of a kind the hub does not read.

    Folders are walked to the bottom in order of name, without hidden files and links to elsewhere.
    A file is known by its bare name, so that it is the same note whether its folder or the file
    itself is given; only where two have one name, by its path below the folder.
    """
    readable: dict[Path, str] = {}
    passed_over: list[str] = []
    for given in paths:
        for path, name in walk(given):
            # A file that was named itself is read or refused with a sentence, never passed over.
            if path == given or is_readable(path):
                readable.setdefault(path, name)
            else:
                passed_over.append(name)
    times = Counter(path.name for path in readable)
    files = [
        Incoming.on_disk(path, name if times[path.name] > 1 else path.name)
        for path, name in readable.items()
    ]
    return files, passed_over


def is_readable(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def walk(given: Path) -> Iterator[tuple[Path, str]]:
    """Files with their names below the folder that was given."""
    if given.is_file():
        yield given, given.name
        return
    for path in sorted(given.rglob("*")):
        below = path.relative_to(given)
        hidden = any(part.startswith((".", "~$")) for part in below.parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path, below.as_posix()


def count_notes(files: Iterable[Incoming]) -> int:
    """About how many notes there are: a line each in .jsonl, one a document."""
    return sum(lines_in(file) if file.name.lower().endswith(".jsonl") else 1 for file in files)


def lines_in(file: Incoming) -> int:
    with file.open() as stream:
        pieces = iter(lambda: stream.read(1 << 20), b"")
        return sum(max(piece.count(b"\n"), piece.count(b"\r")) for piece in pieces) or 1
