"""Bringing notes in from files. One bad file never stops the others; none is left half written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from practices.importing.draft import Draft, Problem, Refused
from practices.importing.plan import Options, Plan, Planner
from practices.importing.readers import Incoming, read
from practices.importing.report import ImportReport
from practices.importing.writing import Writer

BATCH = 200
Tell = Callable[[int], None]
Reader = Callable[[Incoming], Iterable[Draft | Problem]]
FAILURES = (DatabaseError, ValidationError, Refused, OSError)


def import_notes(
    files: Iterable[Incoming],
    options: Options,
    tell: Tell = lambda done: None,
    reader: Reader = read,
) -> ImportReport:
    """Read the files and write their notes, in transactions of some hundred.

    A note is renewed when one of its council has the same ref (or came from a file of the same
    name); a second run with the same files changes nothing. `tell` is called with the number of
    notes dealt with. `reader` gives what is in a file; it may have been read before. Never raises
    for what is in a file: the report says it.
    """
    run = Run(options, tell)
    for file in files:
        for found in reader(file):
            run.take(found)
        run.settle(len(run.waiting) >= BATCH)
    run.settle(True)
    return run.report


class Run:
    """One import: plans that wait to be written, and the report."""

    def __init__(self, options: Options, tell: Tell) -> None:
        self.planner = Planner(options)
        self.writer = Writer(options)
        self.report = ImportReport(dry_run=options.dry_run)
        self.waiting: list[Plan] = []
        self.tell = tell

    def take(self, found: Draft | Problem) -> None:
        """Plan one note; write what waits when there is enough of it."""
        if isinstance(found, Problem):
            self.report.errors.append(found)
            self.tell(1)
            return
        try:
            self.waiting.append(self.planner.plan(found))
        except Refused as wrong:
            self.report.refuse(found.file, str(wrong), found.line)
            self.tell(1)
            return
        self.settle(len(self.waiting) >= BATCH)

    def settle(self, now: bool) -> None:
        """Write what waits: new notes of one council together, then the others one by one."""
        if not now:
            return
        plans, self.waiting = self.waiting, []
        new = [plan for plan in plans if plan.note_pk is None and not plan.draft.figures()]
        for _council, group in groupby(sorted(new, key=council_pk), key=council_pk):
            self.add_together(list(group))
        for plan in plans:
            if plan not in new:
                self.write_alone(plan)

    def add_together(self, plans: list[Plan]) -> None:
        try:
            added = self.writer.add(plans)
        except FAILURES:
            # One of them is the cause: alone, each of the others succeeds.
            for plan in plans:
                self.write_alone(plan)
            return
        self.report.created += len(plans)
        self.report.notes += added
        self.report.without_stage += sum(not plan.draft.status for plan in plans)
        for plan in plans:
            self.remark(plan)

    def write_alone(self, plan: Plan) -> None:
        draft = plan.draft
        try:
            outcome = self.writer.write(plan)
        except FAILURES as wrong:
            self.report.refuse(draft.file, sentence_of(wrong), draft.line)
            self.tell(1)
            return
        setattr(self.report, outcome.kind, getattr(self.report, outcome.kind) + 1)
        self.report.notes += [outcome.note_pk] if outcome.note_pk else []
        self.report.renewals += [outcome.renewal] if outcome.renewal else []
        self.report.without_stage += outcome.kind == "created" and not draft.status
        self.remark(plan)

    def remark(self, plan: Plan) -> None:
        for sentence in plan.draft.lost:
            self.report.remark(plan.draft.file, sentence, plan.draft.line)
        self.tell(1)


def council_pk(plan: Plan) -> int:
    return plan.shelf.council.pk


def sentence_of(wrong: Exception) -> str:
    """What to tell a person about a failure while writing."""
    if isinstance(wrong, Refused):
        return str(wrong)
    words = "; ".join(wrong.messages) if isinstance(wrong, ValidationError) else str(wrong)
    return f"The note could not be saved ({words})."
