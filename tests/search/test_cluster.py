"""Nodes of three are killed while people search and publish: no search fails, nothing is lost."""

import logging
import threading
import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection, transaction

from hub.search_registry import SearchRecord
from search import jobs
from search.engines import router
from search.models import SearchEntry
from search.query.parsing import read
from search.records import indexing
from search.records.writing import write_all
from search.service import search
from tests.search.cluster import Cluster

pytestmark = [pytest.mark.cluster, pytest.mark.django_db(transaction=True)]
log = logging.getLogger(__name__)
ALIAS = "practice-hub-killed"
SEARCHERS = 2
SLOWEST_SECONDS = 8  # on a machine that is busy with other work as well


@pytest.fixture
def cluster(own_index, settings):
    assert connection.vendor == "postgresql", "threads need a database server"
    started = Cluster()
    settings.ELASTICSEARCH_URL = ",".join(started.addresses)
    settings.ELASTICSEARCH_INDEX = ALIAS
    settings.ELASTICSEARCH_SECONDS = 3.0
    yield started
    for node in list(started.down):
        started.revive(node)


class Life:
    """People who search, one who publishes and the job that feeds, all at once, until stopped."""

    def __init__(self):
        self.published = 0
        self.failures = []
        self.answers = {"elasticsearch": 0, "embedded": 0}
        self.slowest = 0.0
        self._over = threading.Event()
        steps = [self.publish_once, self.feed_once, *[self.search_once] * SEARCHERS]
        self._threads = [threading.Thread(target=self._keep, args=(step,)) for step in steps]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _keep(self, step):
        while not self._over.is_set():
            try:
                step()
            except Exception as error:
                log.exception("%s failed", step.__name__)
                self.failures.append(f"{step.__name__}: {error!r}")
            time.sleep(0.2)
        connection.close()

    def publish_once(self):
        number = self.published + 1
        body = f"bananas and number{number}"
        with transaction.atomic():
            write_all({f"test.thing:{number}": finding(f"Note {number}", body)})
        self.published = number

    def feed_once(self):
        jobs.feed_engines()

    def search_once(self):
        """All that was published before must be found, and the newest by its own word."""
        before, started = self.published, time.monotonic()
        if not before:
            return
        everything = search(read("bananas"), AnonymousUser())
        newest = search(read(f"number{before}"), AnonymousUser(), facets=False)
        self.slowest = max(self.slowest, (time.monotonic() - started) / 2)
        self.answers[everything.engine] += 1
        if everything.total < before or everything.out_of_order:
            self.failures.append(f"{everything.engine}: {everything.total} of {before}")
        if [result.entry.title for result in newest.results][:1] != [f"Note {before}"]:
            self.failures.append(f"{newest.engine}: note {before} is not found")

    def wait_for_elasticsearch(self, seconds=120):
        """Until it answers again by itself; a search that it failed gives it ten seconds' rest."""
        before, end = self.answers["elasticsearch"], time.monotonic() + seconds
        while self.answers["elasticsearch"] == before:
            assert time.monotonic() < end, f"Elasticsearch does not answer again: {self.answers}"
            time.sleep(0.2)


def finding(title, body):
    return SearchRecord(title=title, body=body, kind="note", url="/", audience_key="public")


def test_two_nodes_of_three_are_killed_one_after_the_other(cluster, capsys):
    write_all({f"test.old:{n}": finding(f"Old {n}", "oranges") for n in range(500)})
    jobs.feed_engines()
    with Life() as life:
        life.wait_for_elasticsearch()
        for find in (lambda: cluster.holder_of_primary(ALIAS), cluster.master):
            node = find()
            cluster.kill(node)
            time.sleep(3)
            life.wait_for_elasticsearch()
            cluster.revive(node)
            life.wait_for_elasticsearch()
        call_command("search_index", "rebuild", "--engine", "elasticsearch")
        life.wait_for_elasticsearch()
    assert life.failures == []
    assert life.published > 30
    assert life.slowest < SLOWEST_SECONDS, life.answers
    call_command("search_index", "verify")
    told = capsys.readouterr().out
    assert told.count(" 0 differences") == 3, told
    everything = set(SearchEntry.objects.values_list("pk", flat=True))
    assert len(everything) == 500 + life.published
    assert everything == set(router.elastic().revisions())
    assert indexing.feed(router.elastic()) == 0
