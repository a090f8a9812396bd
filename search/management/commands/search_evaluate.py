"""manage.py search_evaluate JUDGEMENTS.jsonl [--engine NAME]

Each line: {"query": "...", "relevant": {"ref or source address": grade, ...}}.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError

from search.door import search
from search.evaluate import mean_ndcg
from search.query import read

LOOKED_AT = 100


class Command(BaseCommand):
    help = "nDCG@10 (gain 2^grade - 1) of this hub's search, as a stranger, on judged queries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("judgements", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lines = options["judgements"].read_text(encoding="utf-8").splitlines()
            judged = {row["query"]: row["relevant"] for row in map(json.loads, filter(None, lines))}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"The judgements cannot be read: {error}") from error
        names = {name for grades in judged.values() for name in grades}
        mean, each = mean_ndcg(judged, lambda text: _ranking(text, names))
        if options["verbosity"] > 1:
            for text, figure in each.items():
                self.stdout.write(f"{figure:.3f} {text}")
        self.stdout.write(f"nDCG@10 {mean:.4f} over {len(judged)} queries")


def _ranking(text: str, judged: set[str]) -> list[str]:
    """Refs or source addresses found; things that no judgement speaks of are passed over."""
    results = search(read(text, page_size=LOOKED_AT), AnonymousUser(), facets=False)
    named = (
        result.entry.ref if result.entry.ref in judged else result.entry.source_url
        for result in results.results
    )
    return [name for name in named if name]
