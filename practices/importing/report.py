"""What an import did or would do, and what it could not; in pieces that can be put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from practices.importing.draft import Problem

COUNTERS = ("created", "updated", "skipped")


@dataclass(frozen=True)
class Renewal:
    """A note that stands there already and would say something else afterwards.

    `by_name`: it was found by the name of the file alone, so it may be another note altogether.
    `changes` are pairs: what a field is called, and its words with what goes and comes marked
    (safe HTML).
    """

    file: str
    title: str
    new_title: str
    address: str
    live: bool
    by_name: bool
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def is_alike(self) -> bool:
        """Whether it has the same title, so that it is most likely the same note."""
        return self.title.casefold() == self.new_title.casefold()


@dataclass
class ImportReport:
    """Totals and, by file and line, each thing refused.

    `skipped` counts what needed no change and what is no note; `remarks` names what a note that
    came in lost on the way, and the files of a folder that the hub does not read.
    """

    created: int = 0
    updated: int = 0
    skipped: int = 0
    errors: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    dry_run: bool = False
    notes: list[int] = field(default_factory=list)
    renewals: list[Renewal] = field(default_factory=list)
    without_stage: int = 0

    def refuse(self, file: str, sentence: str, line: int | None = None) -> None:
        self.errors.append(Problem(file, sentence, line))

    def remark(self, file: str, sentence: str, line: int | None = None) -> None:
        self.remarks.append(Problem(file, sentence, line))

    @property
    def accepted(self) -> int:
        """How many notes were read and could be kept."""
        return self.created + self.updated + self.skipped

    def totals(self) -> str:
        """The last line of the command: what came of it, in figures."""
        start = "Dry run, nothing was written: " if self.dry_run else ""
        return start + ", ".join(self._counted()) + "."

    def _counted(self) -> Iterator[str]:
        yield f"{self.created} created"
        yield f"{self.updated} updated"
        yield f"{self.skipped} skipped"
        yield "1 error" if len(self.errors) == 1 else f"{len(self.errors)} errors"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(values: dict[str, Any]) -> ImportReport:
    report = ImportReport(**values)
    report.errors = [Problem(**one) for one in values["errors"]]
    report.remarks = [Problem(**one) for one in values["remarks"]]
    report.renewals = [
        Renewal(**{**one, "changes": tuple(map(tuple, one["changes"]))})
        for one in values["renewals"]
    ]
    return report


def together(reports: Iterable[ImportReport]) -> ImportReport:
    """The report of an import that was done in parts."""
    whole = ImportReport()
    for part in reports:
        for name in (*COUNTERS, "without_stage"):
            setattr(whole, name, getattr(whole, name) + getattr(part, name))
        for name in ("errors", "remarks", "notes", "renewals"):
            getattr(whole, name).extend(getattr(part, name))
        whole.dry_run = part.dry_run
    return whole
