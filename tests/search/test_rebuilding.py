"""Building a whole index says how far it is, holds no cursor open, and leaves nothing half done."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.engines import router, status
from search.engines.base import EngineUnavailable
from search.engines.status import Building
from search.models import SearchEntry
from search.records import indexing

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(own_index, put, monkeypatch):
    """Seven entries; batches of two, and a word after each four."""
    for number in range(7):
        put(f"Receipts {number}", "receipts")
    monkeypatch.setattr(indexing, "BATCH", 2)
    monkeypatch.setattr(indexing, "STEP", 4)
    return SearchEntry.objects.here().count()


def test_it_says_how_far_it_is(many):
    told = []
    assert indexing.rebuild(router.embedded(), tell=lambda far: told.append(str(far))) == many
    assert told[0] == f"4 of {many} entries"
    said = io.StringIO()
    call_command("search_index", "rebuild", stdout=said)
    assert f"embedded: 4 of {many} entries" in said.getvalue()


def test_other_processes_see_it_while_it_lasts(many, put):
    seen = []

    def look(_far):
        put("Published meanwhile", "receipts")
        seen.append(status.states()[0].building)
        said = io.StringIO()
        call_command("search_index", "status", stdout=said)
        assert "embedded: being built: " in said.getvalue()

    indexing.rebuild(router.embedded(), tell=look)
    assert seen[0] == Building(4, many)
    assert all(far.done <= far.whole for far in seen), "more were published meanwhile"
    assert status.building("embedded") is None


def test_entries_are_read_in_batches_by_key(many):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        indexing.rebuild(router.embedded())
    batches = [one["sql"] for one in asked if '"search_searchentry"."id" > ' in one["sql"]]
    assert len(batches) == many // 2 + 2, "and an empty one at the end"
    assert all("LIMIT 2" in sql for sql in batches)


def test_what_stops_in_the_midst_leaves_the_old_index_and_begins_anew(many):
    engine = router.embedded()
    indexing.rebuild(engine)
    before = engine.revisions()

    def stop(_far):
        raise EngineUnavailable("The server went away.")

    with pytest.raises(EngineUnavailable):
        indexing.rebuild(engine, tell=stop)
    assert status.building("embedded") is None
    assert engine.revisions() == before
    assert indexing.rebuild(engine) == many
