"""What a web worker keeps for all its threads stays whole when they use it at once."""

import runpy
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.cache import caches

from search.analytics.counters import Tally, forget_waiting
from search.api import rate_limits
from search.engines import router

ROOT = Path(__file__).resolve().parents[2]
THREADS, TURNS = 8, 400


@pytest.fixture
def hasty():
    """Threads change places as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def at_once(work):
    """`work(number)` on many threads; raises what any of them raised."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, range(THREADS * TURNS)))


def test_remembered_answers_are_those_of_their_key(hasty):
    def ask(number):
        key = ("threads", number % (router.MOST + 5))
        assert router.answer(key, lambda: key) == key

    at_once(ask)


def test_no_count_is_lost_or_counted_twice(hasty, db):
    written = []
    tally = Tally(lambda day, counts: written.append(sum(counts.values())))
    at_once(lambda number: tally.count(number % 7))
    tally.write()
    forget_waiting()
    assert sum(written) == THREADS * TURNS


def test_rate_limits_forget_readers_while_others_come(hasty, monkeypatch):
    monkeypatch.setattr(rate_limits, "MOST_READERS", 3)
    at_once(lambda number: rate_limits._known(f"reader {number % 9}", 1))
    rate_limits._asked.clear()


def test_what_is_worked_out_is_kept_by_all_threads_at_once(hasty):
    """Each thread gets what belongs to its key, while others fill and clear the same cache."""
    memory = caches["memory"]

    def ask(number):
        key = f"threads {number % 7}"
        memory.set(key, (number % 7,))
        if number % 10 == 0:
            memory.clear()
        held = memory.get(key)
        assert held is None or held == (number % 7,)

    at_once(ask)


def test_a_web_worker_has_more_than_one_thread_by_default(monkeypatch):
    monkeypatch.delenv("WEB_THREADS", raising=False)
    assert runpy.run_path(str(ROOT / "hub/gunicorn.py"))["threads"] > 1
