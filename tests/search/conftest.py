"""Things to find, and an index of its own for every test."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hub.search_registry import SearchRecord
from search.engines import router
from search.query.terms import load_terms
from search.records import indexing
from search.records.writing import write_all
from tests.practices.conftest import make_note

NEEDED = {"ELASTICSEARCH_URL": "elasticsearch", "ELASTICSEARCH_TOOL": "cluster"}
__all__ = ["make_note"]  # pytest finds the fixture here


def pytest_collection_modifyitems(config, items):
    """On a laptop without Elasticsearch its tests are left out; where it is named they must pass."""
    for name, mark in NEEDED.items():
        if not os.environ.get(name):
            left_out = [item for item in items if item.get_closest_marker(mark)]
            items[:] = [item for item in items if item not in left_out]
            config.hook.pytest_deselected(items=left_out)


@pytest.fixture(autouse=True)
def own_index(settings):
    """In memory where there is such a folder: the engine waits for the disk at each change."""
    memory = Path("/dev/shm")  # noqa: S108
    where = memory if memory.is_dir() else None
    with TemporaryDirectory(prefix="hub-index-", dir=where) as folder:
        settings.SEARCH_INDEX_FOLDER = Path(folder) / "index"
        settings.ELASTICSEARCH_URL = ""
        yield
        router._embedded_in.cache_clear()
        router.ask_again()


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, own_index, settings, db):
    """Each engine in turn, asked first by every search of the test."""
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
        worker = os.environ.get("PYTEST_XDIST_WORKER", "one")
        settings.ELASTICSEARCH_INDEX = f"practice-hub-test-{worker}"
    return request.param


@pytest.fixture
def thesaurus(db):
    load_terms()


@pytest.fixture
def put_in_engines(engine):
    """Give Elasticsearch, where the test has it, what it has not taken, as the job does."""

    def give():
        if router.elastic():
            indexing.feed(router.elastic())

    return give


@pytest.fixture
def put(db, own_index):
    """Put something in front of search without the room that would hold it."""
    count = iter(range(1, 100_000))

    def put(title, body="", *, key=None, **fields):
        name = key or f"test.thing:{next(count)}"
        values = {"kind": "note", "url": f"/{name}/", "audience_key": "public"} | fields
        write_all({name: SearchRecord(title=title, body=body, **values)})
        if router.elastic():
            indexing.feed(router.elastic())  # as the job does
        return name

    return put
