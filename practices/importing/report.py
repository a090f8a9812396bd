"""What an import did, and what it could not do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """Something refused (or noticed) in a file, with the line where the format has lines."""

    file: str
    sentence: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.sentence}"


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
