"""manage.py search_index status | rebuild | verify [--engine NAME] [--things]"""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.findable import kinds
from search.engines import router
from search.engines.base import Engine, EngineUnavailable
from search.engines.status import states
from search.models import SearchEntry
from search.records import indexing, writing

SHOWN = 20


class Command(BaseCommand):
    help = "Say how the search engines are doing, build them anew, or compare them with the table."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["status", "rebuild", "verify"])
        parser.add_argument("--engine", choices=["embedded", "elasticsearch"])
        parser.add_argument(
            "--things", action="store_true", help="first compare every thing with its entry"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["things"]:
            changed = writing.record_everything(kinds())
            self.stdout.write(f"{changed} entries put right.")
        if options["action"] == "status":
            return self._status()
        chosen = [e for e in router.every() if options["engine"] in (None, e.name)]
        if not chosen:
            raise CommandError("This hub has no Elasticsearch: ELASTICSEARCH_URL is not set.")
        act = self._rebuild if options["action"] == "rebuild" else self._verify
        if not all([act(engine) for engine in chosen]):
            raise CommandError("Not all is well; see above.")
        return None

    def _status(self) -> None:
        for state in states():
            well = "well" if state.is_well else state.trouble or "not built"
            if state.built and state.behind:
                well = f"{state.behind} changes behind"
            self.stdout.write(f"{state.name}: {well}")
            if state.failed_at:
                self.stdout.write(
                    f"  failed {state.times} times, last {state.failed_at:%Y-%m-%d %H:%M}: {state.failure}"
                )

    def _rebuild(self, engine: Engine) -> bool:
        started = time.monotonic()
        try:
            count = indexing.rebuild(engine)
        except EngineUnavailable as error:
            self.stderr.write(f"{engine.name}: {error}")
            return False
        self.stdout.write(f"{engine.name}: {count} entries in {time.monotonic() - started:.1f} s")
        return True

    def _verify(self, engine: Engine) -> bool:
        """Compare every entry with the engine and print differences."""
        try:
            indexing.feed(engine)
            held = engine.revisions()
        except EngineUnavailable as error:
            self.stderr.write(f"{engine.name}: {error}")
            return False
        table = dict(SearchEntry.objects.here().values_list("pk", "revision"))
        wrong = sorted(pk for pk in table.keys() | held.keys() if table.get(pk) != held.get(pk))
        refused = engine.refused()
        for pk in wrong[:SHOWN]:
            self.stdout.write(
                f"{engine.name}: entry {pk}: table {table.get(pk)}, index {held.get(pk)}"
                + (f" (refused: {refused[pk]})" if pk in refused else "")
            )
        self.stdout.write(f"{engine.name}: {len(table)} entries, {len(wrong)} differences")
        return not wrong
