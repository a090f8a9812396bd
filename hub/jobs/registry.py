"""The jobs there are. Each app's `jobs.py` declares its own; all are found at start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from hub.jobs.schedule import Rhythm

Work = Callable[[], str | None]
MAIN = "main"
MAIL = "mail"
FILES = "files"
LOOKING = "looking"  # into files that somebody waits for
IMPORTING = "importing"  # likewise
# Jobs of one lane run one after the other; a slow one never holds up another lane.
LANES = (MAIL, MAIN, FILES, LOOKING, IMPORTING)
WAITED_FOR = (MAIL, LOOKING, IMPORTING)  # somebody sits before a page meanwhile
MOST_SECONDS = 600.0


@dataclass(frozen=True)
class Job:
    """`work` returns a short line for the jobs page, or nothing."""

    name: str
    rhythm: Rhythm
    work: Work
    says: str
    lane: str = MAIN
    most_seconds: float = MOST_SECONDS


_jobs: dict[str, Job] = {}


def job(
    name: str,
    *,
    every_seconds: int = 0,
    daily_at: time | None = None,
    lane: str = MAIN,
    most_seconds: float = MOST_SECONDS,
) -> Callable[[Work], Work]:
    """Declare a job. It must be safe to run again after a crash half way.

    A job that runs for longer than `most_seconds` is taken to hang: its runner is ended.
    """
    if lane not in LANES:
        raise ValueError(f"{lane} is no lane; these are: {', '.join(LANES)}.")

    def declare(work: Work) -> Work:
        says = (work.__doc__ or "").strip().split("\n")[0]
        _jobs[name] = Job(name, Rhythm(every_seconds, daily_at), work, says, lane, most_seconds)
        return work

    return declare


def all_jobs() -> list[Job]:
    return list(_jobs.values())
