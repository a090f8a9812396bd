"""What this room does by the clock."""

from datetime import time

from hub.jobs.registry import job
from practices.reviews import JOB, remind_owners


@job(JOB, daily_at=time(7, 45))
def remind_of_reviews() -> str:
    """Write to owners whose note is due for review, once for each date."""
    return f"{remind_owners()} reminded"
