"""What search adds to `make bench`: publish to found, a rebuild, and a table of synthetic entries.

The functions that end in `_here` run in a process of the measured hub (`server.manage_py`).
"""

import random
import time
from collections.abc import Iterator
from typing import Any

import requests

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

    council = Council.objects.get(slug="dudley")
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

    from hub.findable import Finding
    from practices.bench import note
    from search.records import indexing, writing

    indexing.feed_at_once = lambda: None  # the rebuild takes them all at once
    for start in range(0, count, CHUNK):
        found: dict[str, Finding | None] = {}
        for number in range(start, min(start + CHUNK, count)):
            made, chance = note(number), random.Random(number)  # noqa: S311
            rare = " ".join(
                f"word{min(int(chance.expovariate(1 / 4000)), RARER)}" for _ in "x" * 30
            )
            found[f"bench.entry:{number}"] = Finding(
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
