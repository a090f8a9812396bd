"""manage.py bench_search 10000 100000 [--engine NAME] [--rounds 30]

Fills SearchEntry of an empty hub with made-up entries, up to each size in turn, and measures
feeding and searching. Give it a HUB_DATA of its own: what it writes stays.
"""

import time
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from hub.access.audience import keys_of
from search import service
from search.analytics.bench import Maker
from search.engines import finding, router
from search.engines.base import Engine
from search.models import Ledger, SearchEntry
from search.query import terms
from search.query.analysis import understand
from search.query.parsing import read
from search.records import indexing

CHUNK = 2000


class Command(BaseCommand):
    help = "Measure search on many made-up entries. Only for a hub that holds nothing else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sizes", type=int, nargs="+")
        parser.add_argument("--engine", choices=["embedded", "elasticsearch"])
        parser.add_argument("--rounds", type=int, default=30, help="searches of each kind")

    def handle(self, *args: Any, **options: Any) -> None:
        real = SearchEntry.objects.exclude(thing__startswith="synthetic.").here()
        if real.exists():
            raise CommandError("This hub holds real things. Set HUB_DATA to an empty folder.")
        engines = [e for e in router.every() if options["engine"] in (None, e.name)]
        maker = Maker()
        for size in sorted(options["sizes"]):
            self.fill(maker, size)
            for engine in engines:
                self.measure(engine, size, options["rounds"])

    def fill(self, maker: Maker, size: int) -> None:
        held = SearchEntry.objects.count()
        for first in range(held, size, CHUNK):
            rows = list(maker.entries(first, min(CHUNK, size - first)))
            with transaction.atomic():
                revision = Ledger.next_revisions(len(rows))
                entries = (
                    SearchEntry(revision=number, born=number, **row)
                    for number, row in enumerate(rows, revision)
                )
                SearchEntry.objects.bulk_create(entries, batch_size=500)

    def measure(self, engine: Engine, size: int, rounds: int) -> None:
        started = time.perf_counter()
        indexing.rebuild(engine)
        seconds = time.perf_counter() - started
        self.stdout.write(
            f"{engine.name}, {size:,} entries: built in {seconds:.0f} s ({size / seconds:,.0f} a second)"
        )
        for kind, texts in Maker(size).queries(rounds + 3).items():
            for facets in (False, True):
                taken = sorted(_seconds(engine, text, facets) for text in texts[3:])
                middle, high = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
                name = f"{kind}{' with facets' if facets else ''}"
                self.stdout.write(f"  {name:<26} {middle * 1000:7.1f} {high * 1000:7.1f} ms")


def _seconds(engine: Engine, text: str, facets: bool) -> float:
    """One search as the door does it, nothing remembered: understood, found, read, marked."""
    started = time.perf_counter()
    audiences = keys_of(AnonymousUser())
    understood = understand(read(text), engine, terms.thesaurus(Ledger.now()), audiences)
    wanted = understood.wanted_with(facets=facets, explain=False)
    engine.count(wanted)
    found = finding.find(engine, wanted)
    service._results(found.hits, understood, audiences)
    return time.perf_counter() - started
