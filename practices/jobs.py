"""What this room does by the clock, and for somebody who waits."""

from datetime import time

from django.conf import settings

from hub.jobs.file_tasks import READ_JOB, Kind, work_off
from hub.jobs.registry import IMPORTING, job
from practices.importing.batches import read_one, write_one
from practices.notes.services import JOB, remind_owners
from practices.sources.link_checks import check_links


@job(JOB, daily_at=time(7, 45))
def remind_of_reviews() -> str:
    """Write to owners whose note is due for review, once for each date."""
    return f"{remind_owners()} reminded"


@job(READ_JOB, every_seconds=5, lane=IMPORTING)
def read_files_to_import() -> str:
    """Read files that people have just sent to make notes of, and write the notes of an import."""
    return work_off({Kind.READ: read_one, Kind.WRITE: write_one})


@job("check links of sources", every_seconds=60)
def check_links_of_sources() -> str:
    """Look at a few addresses of sources, each once a week and each host once a minute at most."""
    if not settings.HUB_CHECK_LINKS:
        return "off (HUB_CHECK_LINKS)"
    return f"{check_links()} looked at"
