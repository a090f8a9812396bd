"""The embedded index damaged, deleted, without room, and built by two workers at once."""

import multiprocessing
import resource
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser

from search.engines import router
from search.engines.base import Clause, Scope, Taken, Wanted
from search.engines.embedded.engine import EmbeddedEngine
from search.query.parsing import read
from search.service import search
from tests.search.building import build

pytestmark = pytest.mark.django_db


def bananas():
    return search(read("bananas"), AnonymousUser())


def current_file():
    folder = router.embedded().folder
    return folder / (folder / "current").read_text()


@pytest.fixture
def another_worker(own_index):
    """Call it to ask as a process that has not opened the file yet."""
    return router._embedded_in.cache_clear


@contextmanager
def no_room(largest=4096):
    """Files cannot grow beyond `largest` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("opened", [True, False])
@pytest.mark.parametrize("start", [0, 4096])
def test_a_damaged_file_is_built_anew(put, another_worker, opened, start):
    put("Before", "bananas")
    assert bananas().total == 1
    damaged = current_file()
    size = damaged.stat().st_size
    with damaged.open("r+b") as file:
        file.seek(start)
        file.write(b"\xff" * (size - start))
    if not opened:
        another_worker()
    put("After", "bananas")
    assert (bananas().total, bananas().out_of_order) == (2, False)


def test_a_file_deleted_while_it_is_open(put):
    put("Before", "bananas")
    assert bananas().total == 1
    for file in current_file().parent.iterdir():
        file.unlink()
    put("After", "bananas")
    assert bananas().total == 2


@pytest.mark.parametrize("text", ["", "nowhere.sqlite3", "..", "\0"])
def test_a_pointer_that_names_nothing(put, text):
    put("Before", "bananas")
    assert bananas().total == 1
    (router.embedded().folder / "current").write_text(text)
    put("After", "bananas")
    assert bananas().total == 2


def test_without_room_it_answers_from_what_it_has_and_catches_up(put, client, caplog):
    put("Before", "bananas")
    assert bananas().total == 1
    with no_room():
        put("Meanwhile", "bananas " * 5000)
        page = client.get("/search/?q=bananas")
    assert page.status_code == 200
    assert "Before" in page.content.decode()
    assert "could not take the newest changes" in caplog.text
    assert bananas().total == 2


def test_without_room_and_without_an_index_the_page_says_so(put, client, caplog):
    put("Before", "bananas")
    with no_room():
        page = client.get("/search/?q=bananas")
    assert page.status_code == 503
    assert "Search cannot answer at the moment" in page.content.decode()
    assert "embedded" in caplog.text
    assert bananas().total == 1


def test_two_workers_build_at_once(tmp_path):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=build, args=(str(tmp_path), 400)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    engine = EmbeddedEngine(tmp_path)
    assert engine.taken() == Taken(7, 400)
    scope = Scope(frozenset({"public"}))
    found = engine.find(Wanted(scope, words=(Clause(("banana",), 1.0),)))
    assert found.total == 400
    assert len(list(tmp_path.glob("index-*.sqlite3"))) == 1


def test_a_worker_that_failed_does_not_throw_away_what_another_built_since(tmp_path):
    build(tmp_path, 3)
    slow, quick = EmbeddedEngine(tmp_path), EmbeddedEngine(tmp_path)
    slow._failed = (tmp_path / "current").read_text()
    quick.discard()
    build(tmp_path, 3)
    slow.discard()
    assert quick.taken() == Taken(7, 3)
