"""Entries that nobody wrote, for measuring: words of the field over a long tail of made-up ones."""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import requests

FIELD_TEXT = """
    direct payment card prepaid account council assessment review receipt statement employer
    assistant wage pension holiday insurance budget support plan care carer nominee trust fraud
    audit surplus clawback agreement policy contribution respite equipment provider agency
    payroll training recruitment capacity attorney transition young parent deaf rural reablement
"""
FIELD = FIELD_TEXT.split()
START = date(2019, 1, 1)
TAIL = 30_000  # made-up words
BODY_WORDS = 120
KINDS, COUNCILS, TOPICS, TAGS = ("note", "source", "question", "minutes"), 150, 40, 600


def vocabulary() -> list[str]:
    """Words by rank: those of the field come first, a tail of made-up ones follows."""
    parts = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "xo")
    made_up = (
        "".join(syllables) for length in (3, 4) for syllables in product(parts, repeat=length)
    )
    return FIELD + [word for word, _ in zip(made_up, range(TAIL), strict=False)]


class Maker:
    """Makes the same entries each time. The word of rank n comes 1/n as often as the first."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)  # noqa: S311
        self._words = vocabulary()
        total, self._cumulated = 0.0, []
        for rank in range(len(self._words)):
            total += 1 / (rank + 10)  # the very commonest words are stop words, and not here
            self._cumulated.append(total)

    def text(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._cumulated, k=count))

    def entries(self, first: int, count: int) -> Iterator[dict[str, Any]]:
        """Field values of entries numbered from `first`."""
        pick = self._random
        for number in range(first, first + count):
            council = f"council-{pick.randrange(COUNCILS)}"
            yield {
                "thing": f"synthetic.thing:{number}",
                "kind": pick.choices(KINDS, (60, 30, 8, 2))[0],
                "title": self.text(6).capitalize(),
                "url": f"/synthetic/{number}/",
                "audience_key": "public",
                "summary": self.text(20),
                "body": self.text(BODY_WORDS),
                "council": council,
                "council_name": council,
                "topics": [f"topic-{pick.randrange(TOPICS)}"],
                "tags": [f"tag-{min(int(pick.paretovariate(0.7)), TAGS)}" for _ in range(2)],
                "status": pick.choice(("trial", "embedded", "idea")),
                "date": START + timedelta(days=pick.randrange(2500)),
            }

    def queries(self, count: int) -> dict[str, list[str]]:
        """A mix of what people ask, by the name of the kind."""
        some = self._random.sample
        near = self._words[: len(FIELD)] + self._words[len(FIELD) : 2000 : 20]
        return {
            "one word": [some(near, 1)[0] for _ in range(count)],
            "two words": [" ".join(some(near, 2)) for _ in range(count)],
            "a question": ["how do we " + " ".join(some(near, 4)) for _ in range(count)],
            "filtered": [
                f"{' '.join(some(near, 2))} council:council-{n % COUNCILS}" for n in range(count)
            ],
        }


# What search adds to `make bench`: publish to found, a rebuild, and a table of synthetic entries.
#
# The functions that end in `_here` run in a process of the measured hub (`server.manage_py`).

WORD = "zephyrquill"
RUN = "from search.analytics import bench; print(bench.{call})"
WAIT_SECONDS = 30
CHUNK = 500
RARER = 40_000  # made-up words beside those of the archive, so that the vocabulary is as wide


def bench_search(server: Any) -> Iterator[str]:
    """Lines of the table: seconds from publishing to found, and of building the index anew."""
    found = server.manage_py("shell", "--no-imports", "-c", RUN.format(call="publish_here()"))
    started = time.time()
    ask = f"{server.address}/search/?q={WORD}"
    while f"{WORD}</mark>" not in requests.get(ask, timeout=30).text.lower():
        if time.time() - started > WAIT_SECONDS:
            raise RuntimeError("The published note was not found.")
    yield f"publish to found: {time.time() - float(found):.2f} s (aim 1 s)"
    yield server.manage_py("shell", "--no-imports", "-c", RUN.format(call="rebuild_here()")).strip()


def publish_here() -> float:
    """Publish a note in public; the moment before it."""
    from network.councils.models import Council
    from practices.models import PracticeNotePage

    council = Council.objects.get(slug="cordlemere")
    note = PracticeNotePage(title=f"A note on {WORD}", slug=WORD, audience="public")
    council.page.add_child(instance=note)
    started = time.time()
    note.save_revision().publish()
    return started


def rebuild_here() -> str:
    """Build the embedded index anew."""
    from search.engines import router
    from search.records import indexing

    started, worked = time.perf_counter(), time.process_time()
    count = indexing.rebuild(router.embedded())
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    return f"rebuild of {count:,} entries: {seconds:.1f} s, {cpu:.1f} s of CPU (aim 15 s at 10,000)"


def entries_here(count: int) -> str:
    """Lay down synthetic entries without notes behind them: for tables of 100,000 and more."""
    from django.db import transaction

    from hub.search_registry import SearchRecord
    from practices.bench import note
    from search.records import indexing, writing

    indexing.feed_at_once = lambda: None  # the rebuild takes them all at once
    for start in range(0, count, CHUNK):
        found: dict[str, SearchRecord | None] = {}
        for number in range(start, min(start + CHUNK, count)):
            made, chance = note(number), random.Random(number)  # noqa: S311
            rare = " ".join(
                f"word{min(int(chance.expovariate(1 / 4000)), RARER)}" for _ in "x" * 30
            )
            found[f"bench.entry:{number}"] = SearchRecord(
                kind=chance.choice(("note", "source", "meeting")),
                title=made["title"],
                url=f"/bench/{number}/",
                audience_key="public",
                summary=made["summary"],
                body=f"{made['body']} {rare}",
                council=made["council"],
                council_name=made["council"].capitalize(),
                topics=tuple(made["topics"]),
                tags=tuple(made["tags"]),
            )
        with transaction.atomic():
            writing.write_all(found)
    return f"{count:,} synthetic entries"
