"""Held files are read while the person waits on a page of their own, not in a web worker's hands.

A thread of the web worker hands one file after the other to a process with limits; only one file
at a time, so a heap of hard files takes one core and no more. What was read lies beside the files.
"""

from __future__ import annotations

import json
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from practices.importing.apart import read_apart
from practices.importing.draft import Draft
from practices.importing.draft_json import from_json, to_json
from practices.importing.held_files import held, read_folder
from practices.importing.report import Problem

LOOK_SECONDS = 0.1
BEGUN = "begun"
MOST_SECONDS_IN_ALL = 300
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Progress:
    """How far the reading has come; `over` when nothing more will be read."""

    done: int
    files: int
    over: bool


def begin(word: str) -> None:
    """Start reading the files held under this word; returns at once."""
    read_folder(word).mkdir(parents=True, exist_ok=True)
    (read_folder(word) / BEGUN).write_text(str(os.getpid()))
    threading.Thread(target=read_all, args=(word,), name="reading", daemon=True).start()


def read_all(word: str) -> None:
    """Read each file and write down what was found. What is over the time for all is refused."""
    begun = time.monotonic()
    for number, incoming in enumerate(held(word)):
        with _one_at_a_time:
            if time.monotonic() - begun > MOST_SECONDS_IN_ALL:
                said = _("There was no time left for this file. Import it by itself.")
                found: list[Draft | Problem] = [Problem(incoming.name, said)]
            else:
                found = read_apart(incoming)
        try:
            keep(read_folder(word), number, found)
        except OSError:
            return  # let go meanwhile, or the disk is full: the page says that it was interrupted


def keep(folder: Path, number: int, found: list[Draft | Problem]) -> None:
    half = folder / f"{number}.part"
    half.write_text(json.dumps([to_json(one) for one in found]))
    half.replace(folder / f"{number}.json")


def progress(word: str) -> Progress:
    """Over as well when the web worker ended in the middle: then results are missing."""
    files, folder = len(held(word)), read_folder(word)
    done = len(list(folder.glob("*.json")))
    return Progress(done, files, over=done >= files or not is_being_read(folder))


def is_being_read(folder: Path) -> bool:
    """Whether the process that began it is still there, and not for longer than it can take."""
    try:
        begun = folder / BEGUN
        os.kill(int(begun.read_text()), 0)
        return time.time() - begun.stat().st_mtime < 2 * MOST_SECONDS_IN_ALL
    except (OSError, ValueError):
        return False


def wait(word: str, seconds: float) -> Progress:
    """A small file is read before anybody could look at a page that says so."""
    end = time.monotonic() + seconds
    while not (now := progress(word)).over and time.monotonic() < end:
        time.sleep(LOOK_SECONDS)
    return now


def results(word: str) -> list[list[Draft | Problem]]:
    """What was found in each file, in the order of `held`."""
    return [_of_one(read_folder(word) / f"{n}.json", one.name) for n, one in enumerate(held(word))]


def _of_one(file: Path, name: str) -> list[Draft | Problem]:
    try:
        return [from_json(values) for values in json.loads(file.read_text())]
    except FileNotFoundError:
        return [Problem(name, _("Reading was interrupted. Choose the file again."))]
