"""What search does by itself."""

from datetime import time

from django.utils.translation import ngettext

from hub.jobs.registry import FILES, job
from hub.search_registry import kinds
from search.alerts import services as alerts
from search.analytics import counters, queries
from search.api import rate_limits
from search.engines import router
from search.engines.base import EngineUnavailable
from search.engines.status import note_failure
from search.records import attachments, comparing, definitions, indexing


@job("feed the search engines", every_seconds=2)
def feed_engines() -> str:
    """Give each search engine what it has not taken; build an index that is missing."""
    said = []
    for engine in router.every():
        try:
            count = indexing.feed(engine)
        except EngineUnavailable as error:
            note_failure(engine, error)
            said.append(f"{engine.name}: {error}"[:120])
        else:
            if count:
                entries = ngettext("%(n)s entry", "%(n)s entries", count) % {"n": count}
                said.append(f"{engine.name}: {entries}")
    return "; ".join(said)


@job(alerts.JOB, every_seconds=60)
def mail_new_matches() -> str:
    """Mail people what is new in the searches they saved."""
    return f"{alerts.send_due()} mails"


@job(definitions.JOB, every_seconds=60)
def look_for_definitions() -> str:
    """Read what changed for short forms explained in brackets; the chair is shown new ones."""
    return f"{definitions.gather()} entries"


@job("forget old queries", daily_at=time(3, 30))
def forget_old_queries() -> str:
    """Throw away counts of queries, clicks and reads older than 90 days."""
    return f"{queries.forget_old() + counters.forget_old_reads() + rate_limits.forget_old()} rows"


@job("describe what turns with the day", daily_at=time(0, 5))
def describe_what_turned() -> str:
    """Roles begin and end, councils begin and end, sources grow old: nothing is saved then."""
    return f"{comparing.record_everything(k for k in kinds() if k.turns_with_the_day)} entries"


@job(attachments.JOB, every_seconds=5, lane=FILES)
def read_attached_files() -> str:
    """Read the files of published notes, so that their words are found."""
    read, forgotten = attachments.read_new(), attachments.forget_unused()
    return f"{read} read, {forgotten} forgotten" if read or forgotten else ""
