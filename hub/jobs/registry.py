"""When a job runs next. Pure: no Django, no clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Rhythm:
    """Every so many seconds, or once a day at a London time."""

    every_seconds: int = 0
    daily_at: time | None = None

    def __post_init__(self) -> None:
        if bool(self.every_seconds) == bool(self.daily_at):
            raise ValueError("A job runs either every so many seconds or daily at a time.")


def next_run(rhythm: Rhythm, now: datetime) -> datetime:
    """The first moment after `now` (aware) at which the job is due.

    A daily job keeps its clock time over the change to summer time and back.
    """
    if rhythm.daily_at is None:
        return now + timedelta(seconds=rhythm.every_seconds)
    local = now.astimezone(LONDON)
    due = datetime.combine(local.date(), rhythm.daily_at, LONDON)
    if due <= local:
        due = datetime.combine(local.date() + timedelta(days=1), rhythm.daily_at, LONDON)
    return due


# The jobs there are. Each app's `jobs.py` declares its own; all are found at start.

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
