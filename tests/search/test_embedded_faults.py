"""The embedded index damaged, deleted, without room, and built by two workers at once."""

import multiprocessing
import resource
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser

from search.engines import router
from search.engines.base import Clause, Concept, Scope, Taken, Wanted
from search.engines.tantivy.engine import TantivyEngine
from search.query.parsing import read
from search.service import search
from tests.search.building import build, document, feed

pytestmark = pytest.mark.django_db


def bananas():
    return search(read("bananas"), AnonymousUser())


def current_files():
    """Those of the current build, the largest first."""
    files = router.embedded().files
    folder = files.path(files.state().build)
    return sorted(folder.glob("[!.]*"), key=lambda file: -file.stat().st_size)


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


def overwritten(file):
    file.write_bytes(b"\xff" * file.stat().st_size)


def half_overwritten(file):
    size = file.stat().st_size
    file.write_bytes(file.read_bytes()[: size // 2] + b"\xaa" * (size - size // 2))


def cut(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def emptied(file):
    file.write_bytes(b"")


def deleted(file):
    file.unlink()


DAMAGES = [overwritten, half_overwritten, cut, emptied, deleted]


@pytest.mark.parametrize("damage", DAMAGES)
def test_whichever_file_is_damaged_the_index_is_built_anew(put, another_worker, damage):
    """As a worker finds it that has not opened it yet: one that has maps what it opened."""
    put("Note 0", "bananas")
    for number in range(1, len(list(current_kinds())) + 1):
        assert bananas().total == number
        another_worker()
        damage(next(file for file in current_files() if file.suffix == kind_of_file(number - 1)))
        put(f"Note {number}", "bananas")
        assert (bananas().total, bananas().out_of_order) == (number + 1, False)


def current_kinds():
    assert bananas().total
    return sorted({file.suffix for file in current_files()})


def kind_of_file(number):
    return current_kinds()[number]


def test_files_deleted_while_they_are_open(put):
    put("Before", "bananas")
    assert bananas().total == 1
    for file in current_files():
        file.unlink()
    put("After", "bananas")
    assert bananas().total == 2


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "no JSON", '{"format": "of another version"}', "\0"]
)
def test_a_state_that_says_nothing(put, text):
    put("Before", "bananas")
    assert bananas().total == 1
    (router.embedded().files.folder / "current.json").write_text(text)
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
    engine = TantivyEngine(tmp_path)
    assert engine.taken() == Taken(7, 400)
    assert count(engine) == 400
    assert len(list(tmp_path.glob("build-*"))) == 1


def count(engine):
    scope = Scope(frozenset({"public"}))
    return engine.count(Wanted(scope, (Concept((Clause(("banana",), 1.0),)),))).total


def test_workers_feed_at_once_while_another_reads_and_nothing_is_lost_or_thrown_away(tmp_path):
    build(tmp_path, 1)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=feed, args=(str(tmp_path), 2, 25)) for _ in range(2)]
    for worker in workers:
        worker.start()
    seen = []
    while any(worker.is_alive() for worker in workers):
        reader = TantivyEngine(tmp_path)  # a process that opens it in the midst of the writing
        seen.append(count(reader))
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert seen == sorted(seen)
    engine = TantivyEngine(tmp_path)
    assert (count(engine), engine.taken()) == (25, Taken(7, 25))
    assert [path.name for path in tmp_path.glob("build-*")] == ["build-1"]


def test_an_older_form_never_replaces_a_newer_one(tmp_path):
    build(tmp_path, 3)
    engine = TantivyEngine(tmp_path)
    engine.take([document(1, revision=9, audience="council:1")], 9)
    engine.take([document(1, revision=6)], 10)
    assert engine.revisions() == {1: 9, 2: 2, 3: 3}
    assert count(engine) == 2


def test_what_is_gone_is_gone(tmp_path):
    build(tmp_path, 3)
    engine = TantivyEngine(tmp_path)
    engine.take([document(2, revision=4, gone=True)], 4)
    assert engine.revisions() == {1: 1, 3: 3}
    assert engine.known([("note",), ("2",)], Scope(frozenset({"public"}))) == {("note",): 1}


def test_a_worker_that_failed_does_not_throw_away_what_another_built_since(tmp_path):
    build(tmp_path, 3)
    slow, quick = TantivyEngine(tmp_path), TantivyEngine(tmp_path)
    slow._failed = slow.files.state().build
    quick.discard()
    build(tmp_path, 3)
    slow.discard()
    assert quick.taken() == Taken(7, 3)
