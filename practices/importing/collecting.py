"""Which files a command line means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from practices.importing.limits import SUFFIXES
from practices.importing.readers import Incoming


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
        return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b"")) or 1
