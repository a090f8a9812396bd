"""Held files are read by a job, in a process with limits, while the person waits on a page.

What was read lies beside the files.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from hub.jobs.file_tasks import Kind, Said, ask
from hub.jobs.models import FileTask
from practices.importing.apart import read_apart
from practices.importing.draft import Draft
from practices.importing.draft_json import from_json, to_json
from practices.importing.held_files import held, read_folder
from practices.importing.report import Problem

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
