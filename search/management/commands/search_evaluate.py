"""manage.py search_evaluate JUDGEMENTS.jsonl [--compare]

Each line: {"query": "...", "relevant": {"ref or source address": grade, ...}}.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError

from hub.access.audience import keys_of
from search.analytics.evaluation import mean_ndcg, overlap
from search.engines import finding, router
from search.engines.base import Engine
from search.models import Ledger
from search.query import terms
from search.query.analysis import understand
from search.query.parsing import read
from search.records import indexing
from search.service import search

LOOKED_AT = 100


class Command(BaseCommand):
    help = "nDCG@10 (gain 2^grade - 1) of this hub's search, as a stranger, on judged queries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("judgements", type=Path)
        parser.add_argument(
            "--compare", action="store_true", help="how far the first ten of both engines agree"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lines = options["judgements"].read_text(encoding="utf-8").splitlines()
            judged = {row["query"]: row["relevant"] for row in map(json.loads, filter(None, lines))}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"The judgements cannot be read: {error}") from error
        if options["compare"]:
            return self._compare(list(judged), options["verbosity"] > 1)
        names = {name for grades in judged.values() for name in grades}
        mean, each = mean_ndcg(judged, lambda text: _ranking(text, names))
        if options["verbosity"] > 1:
            for text, figure in each.items():
                self.stdout.write(f"{figure:.3f} {text}")
        self.stdout.write(f"nDCG@10 {mean:.4f} over {len(judged)} queries")
        return None

    def _compare(self, texts: list[str], each: bool) -> None:
        """Print which part of the first ten both engines have, for strangers."""
        engines = router.every()
        if len(engines) < 2:
            raise CommandError("This hub has no Elasticsearch: ELASTICSEARCH_URL is not set.")
        for engine in engines:
            indexing.feed(engine)
        shares = [overlap(_first(engines[0], text), _first(engines[1], text)) for text in texts]
        for share, text in zip(shares, texts, strict=True) if each else ():
            self.stdout.write(f"{share:.2f} {text}")
        mean = sum(shares) / max(len(shares), 1)
        self.stdout.write(f"{mean:.1%} of the first ten are the same over {len(texts)} queries")


def _first(engine: Engine, text: str) -> list[int]:
    audiences = keys_of(AnonymousUser())
    understood = understand(read(text), engine, terms.thesaurus(Ledger.now()), audiences)
    found = finding.find(engine, understood.wanted_with(facets=False, explain=False))
    return [hit.id for hit in found.hits]


def _ranking(text: str, judged: set[str]) -> list[str]:
    """Refs or source addresses found; things that no judgement speaks of are passed over."""
    results = search(read(text, page_size=LOOKED_AT), AnonymousUser(), facets=False)
    named = (
        result.entry.ref if result.entry.ref in judged else result.entry.source_url
        for result in results.results
    )
    return [name for name in named if name]
