"""manage.py search_index status | rebuild | verify [--engine NAME] [--things]"""

import time
from argparse import ArgumentParser
from collections import Counter
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.search_registry import kinds
from search.engines import router
from search.engines.base import Engine, EngineUnavailable
from search.engines.status import Building, EngineState, states
from search.models import SearchEntry
from search.records import comparing, indexing

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Say how the search engines are doing, build them anew, or compare things with their"
        " entries, and entries with the engines."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["status", "rebuild", "verify"])
        parser.add_argument("--engine", choices=["embedded", "elasticsearch"])
        parser.add_argument(
            "--things", action="store_true", help="first put right entries that differ from things"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["things"]:
            changed = comparing.record_everything(kinds())
            self.stdout.write(f"{changed} entries put right.")
        if options["action"] == "status":
            return self._status()
        chosen = [e for e in router.every() if options["engine"] in (None, e.name)]
        if not chosen:
            raise CommandError("This hub has no Elasticsearch: ELASTICSEARCH_URL is not set.")
        if options["action"] == "rebuild":
            well = [self._rebuild(engine) for engine in chosen]
        else:
            well = [self._verify_things(), *map(self._verify, chosen)]
        if not all(well):
            raise CommandError("Not all is well; see above.")
        return None

    def _status(self) -> None:
        for state in states():
            self.stdout.write(f"{state.name}: {self._well(state)}")
            if state.failed_at:
                self.stdout.write(
                    f"  failed {state.times} times, last {state.failed_at:%Y-%m-%d %H:%M}: {state.failure}"
                )

    def _well(self, state: EngineState) -> str:
        if state.building:
            return f"being built: {state.building}"
        if state.built and state.behind:
            return f"{state.behind} changes behind"
        return "well" if state.is_well else state.trouble or "not built"

    def _rebuild(self, engine: Engine) -> bool:
        started = time.monotonic()
        try:
            count = indexing.rebuild(engine, tell=partial(self._tell, engine.name))
        except EngineUnavailable as error:
            self.stderr.write(f"{engine.name}: {error}")
            return False
        self.stdout.write(f"{engine.name}: {count} entries in {time.monotonic() - started:.1f} s")
        return True

    def _tell(self, name: str, so_far: Building) -> None:
        self.stdout.write(f"{name}: {so_far}")

    def _verify_things(self) -> bool:
        """Compare every thing with its entry and print differences by kind, some by name."""
        counts: Counter[str] = Counter()
        for number, found in enumerate(comparing.differences()):
            counts[found.kind] += 1
            if number < SHOWN:
                fields = f" ({', '.join(found.fields)})" if found.fields else ""
                self.stdout.write(f"things: {found.kind} {found.thing}: {found.what}{fields}")
        for kind, count in sorted(counts.items()):
            self.stdout.write(f"things: {kind}: {count} differences")
        if counts:
            self.stdout.write("things: “search_index rebuild --things” puts them right.")
        self.stdout.write(f"things: {counts.total()} differences")
        return not counts

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
