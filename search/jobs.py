"""What search does by itself."""

from django.utils.translation import ngettext

from hub.jobs.registry import job
from search import answering, indexing
from search.engines.base import EngineUnavailable
from search.status import note_failure


@job("feed the search engines", every_seconds=2)
def feed_engines() -> str:
    """Give each search engine what it has not taken; build an index that is missing."""
    said = []
    for engine in answering.every():
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
