"""When a job runs next. Pure: no Django, no clock."""

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
