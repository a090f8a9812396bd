"""Writing what was read, by a job: in batches, each whole or not at all, none of them twice.

The files lie under a word (`reading`); beside what was read in them stand the choices that the
person made, the report of the check, and a report for each batch. A batch, its report and the end
of its task are one transaction, so a job that is killed goes on with the first batch that is not
done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.jobs.file_tasks import Kind, Said, ask
from hub.jobs.models import FileTask
from network.people.models import User
from practices.importing import reading, report
from practices.importing.draft import Draft, Problem
from practices.importing.forms import options_for
from practices.importing.plan import Options
from practices.importing.report import ImportReport
from practices.importing.services import Run

BATCH = 50  # notes: written within two seconds or so, which others wait for
CHOICES, CHECKED = "choices.json", "checked.json"


def remember(word: str, made: Mapping[str, Any], by: Any) -> None:
    """What the person chose, for the job that reads and the one that writes."""
    write_json(reading.read_folder(word) / CHOICES, {**made, "by": by.pk})


def choices_of(word: str) -> dict[str, Any]:
    return json.loads((reading.read_folder(word) / CHOICES).read_text())


def options_of(word: str, *, dry_run: bool) -> Options:
    """As the person chose; their rights are asked again. Raises User.DoesNotExist."""
    made = choices_of(word)
    return options_for(User.objects.get(pk=made["by"]), made, dry_run=dry_run)


def found_in(word: str) -> list[Draft | Problem]:
    return list(chain.from_iterable(reading.results(word)))


# Checking: what would come of the files.


def read_one(task: FileTask) -> Said | None:
    """Read one file; after the last of an import, check what would come of them all."""
    said = reading.read_one(task)
    word = task.subject.partition("/")[0]
    is_import = (reading.read_folder(word) / CHOICES).exists()
    if is_import and reading.held(word) and reading.is_read(word):
        check(word)
    return said


def check(word: str) -> ImportReport:
    """Plan all and write nothing."""
    made = done_with(found_in(word), 0, options_of(word, dry_run=True))
    write_json(reading.read_folder(word) / CHECKED, made.as_json())
    return made


def checked(word: str) -> ImportReport:
    """The report of the check; made now where the job was interrupted before it."""
    try:
        held = (reading.read_folder(word) / CHECKED).read_text()
    except FileNotFoundError:
        return check(word)
    return report.from_json(json.loads(held))


def done_with(found: list[Draft | Problem], start: int, options: Options) -> ImportReport:
    """Deal with what was found from `start` on; what stands before it has had its turn."""
    run = Run(options, lambda done: None)
    for one in found[:start]:
        if isinstance(one, Draft):
            run.planner.remember(one)
    for one in found[start:]:
        run.take(one)
    run.settle(True)
    return run.report


# Writing.


def writing_word(word: str) -> str:
    """Under which the person waits while their notes are written."""
    return f"{word}-write"


def begin(word: str, same_name: Mapping[str, str], by: Any) -> None:
    """Have the notes written; waits a moment for few ones. Asked twice, it is done once."""
    if FileTask.objects.filter(word=writing_word(word)).exists():
        return
    write_json(
        reading.read_folder(word) / CHOICES, {**choices_of(word), "same_name": dict(same_name)}
    )
    count = len(found_in(word))
    parts = [
        (f"{word}/{start}", name_of(start, min(start + BATCH, count)))
        for start in range(0, count, BATCH)
    ]
    leads_to = reverse("practices:import_done")
    ask(Kind.WRITE, parts, by=by, leads_to=leads_to, word=writing_word(word))


def name_of(start: int, end: int) -> str:
    return _("notes %(first)s to %(last)s") % {"first": start + 1, "last": end}


def write_one(task: FileTask) -> Said | None:
    """Write one batch. The notes, their report and the end of the task stand or fall together."""
    word, _slash, start = task.subject.partition("/")
    if not reading.held(word):
        return None  # let go meanwhile
    begin_at = int(start)
    found = found_in(word)[: begin_at + BATCH]
    with transaction.atomic():
        made = done_with(found, begin_at, options_of(word, dry_run=False))
        write_json(report_file(word, begin_at), made.as_json())
        FileTask.objects.filter(pk=task.pk).update(ended_at=timezone.now())
    if not FileTask.objects.unfinished().filter(word=task.word).exists():
        keep_reports_alone(word)
    return None


def report_file(word: str, start: int) -> Path:
    return reading.read_folder(word) / f"written-{start}.json"


def keep_reports_alone(word: str) -> None:
    """The files have become notes: what is left of them is the report, for a day."""
    folder = reading.read_folder(word)
    reports = {file.name: file.read_text() for file in folder.glob("written-*.json")}
    reading.let_go(word)
    folder.mkdir()
    for name, text in reports.items():
        (folder / name).write_text(text)


def written(word: str) -> ImportReport | None:
    """The report of the whole import; None while it is under way, and when there was none."""
    tasks = FileTask.objects.filter(word=writing_word(word)).order_by("pk")
    if not word or not tasks or any(task.ended_at is None for task in tasks):
        return None
    parts = []
    for task in tasks:
        with suppress(FileNotFoundError):
            file = report_file(word, int(task.subject.partition("/")[2]))
            parts.append(report.from_json(json.loads(file.read_text())))
            continue
        missing = ImportReport()
        missing.refuse(task.name, not_written())
        parts.append(missing)
    return report.together(parts)


def not_written() -> str:
    return _(
        "These could not be written: the hub was interrupted each time. Import the files again; "
        "what is there already stays as it is."
    )


def write_json(file: Path, values: Any) -> None:
    """Whole or not at all."""
    half = file.with_suffix(".part")
    half.write_text(json.dumps(values))
    half.replace(file)
