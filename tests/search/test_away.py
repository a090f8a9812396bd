"""Elasticsearch away: the reader notices nothing, the chair is told, and it catches up by itself."""

import os

import pytest

from search import jobs
from search.engines import router
from search.engines.base import Engine
from search.models import EngineFailure
from search.query.parsing import read
from search.service import search

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
CLOSED = "http://127.0.0.1:9"


@pytest.fixture
def away(settings, own_index):
    """Call it to make Elasticsearch unreachable, and its `back` to have it again."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "one")
    settings.ELASTICSEARCH_INDEX = f"practice-hub-test-{worker}"

    def come_back() -> Engine | None:
        settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
        router.ask_again()  # instead of ten seconds' rest
        return router.elastic()

    def go() -> None:
        settings.ELASTICSEARCH_URL = CLOSED

    go.back = come_back
    return go


def test_a_search_is_answered_while_the_server_is_away_and_caught_up_after(
    away, put, client, chair, alice, network
):
    put("Before", "bananas", audience_key=f"network:{network.pk}")
    away.back()
    jobs.feed_engines()
    assert search(read("bananas"), alice).engine == "elasticsearch"

    away()
    results = search(read("bananas"), alice)
    assert (results.total, results.engine, results.out_of_order) == (1, "embedded", False)
    assert EngineFailure.objects.get(engine="elasticsearch").times == 1
    client.force_login(alice)
    page = client.get("/search/?q=bananas")
    assert page.status_code == 200
    assert "Before" in page.content.decode()
    client.force_login(chair)
    assert "elasticsearch" in client.get("/search/health/").content.decode().lower()
    assert "elasticsearch" in jobs.feed_engines()  # the job says so, and does not fall over


def test_what_was_published_meanwhile_is_there_when_it_is_back(away, put, settings, network, alice):
    put("Before", "bananas")
    away.back()
    jobs.feed_engines()
    settings.ELASTICSEARCH_URL = ""  # `put` feeds what is there
    put("Meanwhile", "bananas")
    away()
    assert search(read("bananas"), alice).total == 2

    elastic = away.back()
    jobs.feed_engines()
    results = search(read("bananas"), alice)
    assert (results.total, results.engine) == (2, "elasticsearch")
    assert elastic.revisions() == router.embedded().revisions()
