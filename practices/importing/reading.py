"""Uploaded files between the dry run and the import, so that nobody has to choose them twice."""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from hub.jobs.file_tasks import Kind, Said, ask
from hub.jobs.models import FileTask
from practices.importing.bounded import read_apart
from practices.importing.draft import Draft, Problem, from_json, to_json
from practices.importing.incoming import bare_name
from practices.importing.readers import Incoming

KEPT_SECONDS = 24 * 3600
NAME_LENGTH = 120


def folder() -> Path:
    """In the hub's data folder, beside the media and never served."""
    return Path(settings.HUB_DATA) / "incoming"


def hold(uploads: Iterable[Any]) -> str:
    """Keep the files for a day; returns the word they are asked for by. Clears away older ones."""
    clear_old()
    word = secrets.token_urlsafe(16)
    try:
        for number, upload in enumerate(uploads):
            hold_one(folder() / word / str(number), upload)
        read_folder(word).mkdir()
    except OSError:
        let_go(word)  # a full disk: no half files stay
        raise
    return word


def hold_one(place: Path, upload: Any) -> None:
    name = bare_name(upload.name)
    place.mkdir(parents=True)
    stem, suffix = Path(name).stem[:NAME_LENGTH], Path(name).suffix[:10]
    with (place / f"{stem}{suffix}").open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)


def held(word: str) -> list[Incoming]:
    """The files held under this word, in the order they were chosen; none when they are gone."""
    place = folder() / Path(word).name
    if not word or not place.is_dir():
        return []
    by_number = sorted(place.iterdir(), key=lambda below: int(below.name))
    return [Incoming.on_disk(path) for below in by_number for path in below.iterdir()]


def read_folder(word: str) -> Path:
    """Where lies what was read in the files held under this word; it comes and goes with them."""
    return folder() / f"{Path(word).name}.read"


def let_go(word: str) -> None:
    if word:
        shutil.rmtree(folder() / Path(word).name, ignore_errors=True)
        shutil.rmtree(read_folder(word), ignore_errors=True)


def clear_old() -> None:
    """What people checked and then left."""
    if not folder().is_dir():
        return
    for place in folder().iterdir():
        if place.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(place, ignore_errors=True)


# Held files are read by a job, in a process with limits, while the person waits on a page.
#
# What was read lies beside the files.

MOST_TIME_IN_ALL = timedelta(seconds=300)  # of files that were sent together


def begin(word: str, *, by: Any, leads_to: str) -> None:
    """Have the files read that are held under this word; waits a moment for small ones."""
    files = [(f"{word}/{number}", one.name) for number, one in enumerate(held(word))]
    ask(Kind.READ, files, by=by, leads_to=leads_to, word=word)


def read_one(task: FileTask) -> Said | None:
    """Read one file and write down what was found. What is over the time for all is refused."""
    word, _slash, number = task.subject.partition("/")
    files = held(word)
    if not files:
        return None  # let go meanwhile
    incoming = files[int(number)]
    if time_taken(word) > MOST_TIME_IN_ALL:
        said = _("There was no time left for this file. Import it by itself.")
        found: list[Draft | Problem] = [Problem(incoming.name, said)]
    else:
        found = read_apart(incoming)
    with suppress(FileNotFoundError):  # let go meanwhile
        keep(read_folder(word), int(number), found)
    return None


def is_read(word: str) -> bool:
    """Whether every file held under this word has been read."""
    return all((read_folder(word) / f"{n}.json").exists() for n, _one in enumerate(held(word)))


def time_taken(word: str) -> timedelta:
    """By those of the files that are read."""
    spans = (
        task.ended_at - task.begun_at
        for task in FileTask.objects.filter(word=word)
        if task.begun_at and task.ended_at
    )
    return sum(spans, timedelta())


def keep(folder: Path, number: int, found: list[Draft | Problem]) -> None:
    half = folder / f"{number}.part"
    half.write_text(json.dumps([to_json(one) for one in found]))
    half.replace(folder / f"{number}.json")


def results(word: str) -> list[list[Draft | Problem]]:
    """What was found in each file, in the order of `held`."""
    return [_of_one(read_folder(word) / f"{n}.json", one.name) for n, one in enumerate(held(word))]


def _of_one(file: Path, name: str) -> list[Draft | Problem]:
    try:
        return [from_json(values) for values in json.loads(file.read_text())]
    except FileNotFoundError:
        return [Problem(name, _("Reading was interrupted. Choose the file again."))]
