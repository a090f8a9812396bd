"""What a web worker keeps for all its threads stays whole when they use it at once."""

import runpy
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from practices.notes import note_cache
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


def test_kept_notes_are_forgotten_while_they_are_read(hasty, monkeypatch):
    monkeypatch.setattr(note_cache, "read", lambda pk: SimpleNamespace(pk=pk))
    monkeypatch.setattr(note_cache, "KEEP_NOTES", 3)

    def read_or_forget(number):
        if number % 10 == 0:
            note_cache.forget_notes()
        assert note_cache.note_under((number % 7,)).pk == number % 7

    at_once(read_or_forget)
    note_cache.forget_notes()


def test_a_web_worker_has_more_than_one_thread_by_default(monkeypatch):
    monkeypatch.delenv("WEB_THREADS", raising=False)
    assert runpy.run_path(str(ROOT / "hub/gunicorn.py"))["threads"] > 1
