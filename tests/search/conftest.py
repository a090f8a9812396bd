"""Things to find, and an index of its own for every test."""

import pytest

from hub.findable import Finding
from search import engines
from search.entries import _write
from search.terms import load_terms


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_INDEX_FILE = tmp_path / "index" / "search.sqlite3"
    yield
    engines._embedded_in.cache_clear()


@pytest.fixture
def thesaurus(db):
    load_terms()


@pytest.fixture
def put(db):
    """Put something in front of search without the room that would hold it."""
    count = iter(range(1, 100_000))

    def put(title, body="", *, key=None, **fields):
        name = key or f"test.thing:{next(count)}"
        values = {"kind": "note", "url": f"/{name}/", "audience_key": "public"} | fields
        _write({name: Finding(title=title, body=body, **values)})
        return name

    return put
