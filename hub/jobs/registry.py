"""The jobs there are. Each app's `jobs.py` declares its own; all are found at start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from hub.jobs.schedule import Rhythm

Work = Callable[[], str | None]


@dataclass(frozen=True)
class Job:
    """`work` returns a short line for the jobs page, or nothing."""

    name: str
    rhythm: Rhythm
    work: Work
    says: str


_jobs: dict[str, Job] = {}


def job(
    name: str, *, every_seconds: int = 0, daily_at: time | None = None
) -> Callable[[Work], Work]:
    """Declare a job. It must be safe to run again after a crash half way."""

    def declare(work: Work) -> Work:
        says = (work.__doc__ or "").strip().split("\n")[0]
        _jobs[name] = Job(name, Rhythm(every_seconds, daily_at), work, says)
        return work

    return declare


def all_jobs() -> list[Job]:
    return list(_jobs.values())
