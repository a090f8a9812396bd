"""Whatever is wrong with Elasticsearch: the page answers, the chair is told in a plain sentence,
a log entry is written, and when all is well again it catches up by itself."""

import os
import re
import ssl
import time
from contextlib import ExitStack

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command

from search import jobs
from search.engines import router
from search.engines.elasticsearch import index
from search.engines.elasticsearch.mapping import LEDGER
from search.models import Ledger, SearchEntry
from search.query.parsing import read
from search.records import indexing
from search.records.writing import write_all
from search.service import search
from tests.search import bad_server
from tests.search.bad_server import PRODUCT, BadServer, error, says
from tests.search.certificate import self_signed

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
PATIENCE = 6  # seconds; a search waits two for Elasticsearch, and the machine may be busy

BEHAVIOURS = {
    "silent": (bad_server.silent, "did not answer in time"),
    "dawdling": (bad_server.dawdling, "did not answer in time"),
    "wrong password": (error(401, "security_exception"), "name and password"),
    "not allowed": (error(403, "security_exception"), "name and password"),
    "breaker": (error(429, "circuit_breaking_exception"), "too much to do"),
    "queue full": (error(429, "es_rejected_execution_exception"), "too much to do"),
    "red": (error(503, "no_shard_available_action_exception"), "too few of its nodes"),
    "no master": (error(503, "master_not_discovered_exception"), "too few of its nodes"),
    "failing": (error(500, "null_pointer_exception"), "answered with an error"),
    "a web site": (
        says(200, b"<h1>It works!</h1>", {"Content-Type": "text/html"}),
        "is not Elasticsearch",
    ),
    "a list": (says(200, []), "is not Elasticsearch"),
    "another shape": (says(200, {"_source": {"ledger": 7}}), "is not Elasticsearch"),
    "torn": (says(200, b'{"_source": {"led'), "is not Elasticsearch"),
    "not HTTP": (lambda handler, body: handler.wfile.write(b"\0\1\2"), "cannot be reached"),
}


@pytest.fixture
def elastic(network, own_index, settings, put):
    """A well engine that holds one public entry about bananas."""
    put("Before", "bananas")
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "one")
    settings.ELASTICSEARCH_INDEX = f"practice-hub-faults-{worker}"
    jobs.feed_engines()
    assert bananas().engine == "elasticsearch"
    yield router.elastic()
    settings.ELASTICSEARCH_CA_FILE = ""
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
    server = router.elastic().server
    delete(server)


def delete(server):
    """All indices of the hub's."""
    client = server.patient()
    for name in [*client.indices.get(index=f"{server.alias}-v*"), server.alias]:
        client.options(ignore_status=[400, 404]).indices.delete(index=name)  # 400: it is an alias


@pytest.fixture
def publish(elastic):
    """Publish without feeding Elasticsearch, as when the job has not come round yet."""

    def write(title, **fields):
        write_all({f"test.thing:{title}": finding(title, **fields)})

    return write


def finding(title, **fields):
    from hub.search_registry import SearchRecord

    values = {"kind": "note", "url": f"/{title}/", "audience_key": "public", "body": "bananas"}
    return SearchRecord(title=title, **values | fields)


def bananas(text="bananas"):
    return search(read(text), AnonymousUser())


def answers_and_tells(client, chair, caplog, sentence, title="Before"):
    """What every reader and the chair must see while something is wrong."""
    router.ask_again()
    caplog.clear()
    started = time.monotonic()
    page = client.get("/search/?q=bananas")
    assert time.monotonic() - started < PATIENCE
    assert page.status_code == 200
    assert title in page.content.decode()
    assert "search" in " ".join(record.name for record in caplog.records)
    client.force_login(chair)
    assert sentence in client.get("/search/health/").content.decode()
    client.logout()


def catches_up(total):
    """By the job alone."""
    router.ask_again()
    jobs.feed_engines()
    results = bananas()
    assert (results.engine, results.total) == ("elasticsearch", total)
    call_command("search_index", "verify")


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_a_server_that_behaves_badly(name, elastic, publish, settings, client, chair, caplog):
    behave, sentence = BEHAVIOURS[name]
    settings.ELASTICSEARCH_SECONDS = 2.0
    with BadServer(behave) as bad:
        settings.ELASTICSEARCH_URL = bad.address
        publish("Meanwhile")
        answers_and_tells(client, chair, caplog, sentence, title="Meanwhile")
        assert "elasticsearch" in jobs.feed_engines()
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
    settings.ELASTICSEARCH_SECONDS = 20.0
    catches_up(2)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://127.0.0.1:9", "cannot be reached"),
        ("http://no-such-host.invalid:9200", "cannot be reached"),
        ("127.0.0.1", "ELASTICSEARCH_URL cannot be understood"),
        ("http://[::1", "ELASTICSEARCH_URL cannot be understood"),
    ],
)
def test_an_address_where_nothing_is(
    address, sentence, elastic, publish, settings, client, chair, caplog
):
    settings.ELASTICSEARCH_URL = address
    answers_and_tells(client, chair, caplog, sentence)
    publish("Meanwhile")
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
    catches_up(2)


def test_a_certificate_that_the_ca_file_does_not_vouch_for(
    elastic, settings, client, chair, caplog, tmp_path
):
    theirs, ours = self_signed(tmp_path / "theirs"), self_signed(tmp_path / "ours")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*theirs)
    with BadServer(says(200, {}, PRODUCT), tls) as bad:
        settings.ELASTICSEARCH_URL = bad.address
        settings.ELASTICSEARCH_CA_FILE = str(ours[0])
        answers_and_tells(client, chair, caplog, "certificate of Elasticsearch")
        settings.ELASTICSEARCH_CA_FILE = str(tmp_path / "nowhere.pem")
        answers_and_tells(client, chair, caplog, "ELASTICSEARCH_CA_FILE")


def test_an_index_that_takes_no_changes(elastic, publish, client, chair, caplog):
    server = elastic.server
    block = {"index.blocks.read_only_allow_delete": True}
    server.patient().indices.put_settings(index=server.alias, settings=block)
    publish("Meanwhile")
    answers_and_tells(client, chair, caplog, "read-only", title="Meanwhile")
    server.patient().indices.put_settings(
        index=server.alias, settings={"index.blocks.read_only_allow_delete": None}
    )
    catches_up(2)


def test_an_index_whose_part_is_lost(elastic, publish, client, chair, caplog):
    server = elastic.server
    nowhere = {"number_of_replicas": 0, "routing.allocation.require._name": "nobody"}
    delete(server)
    server.patient().indices.create(
        index=f"{server.alias}-v0-1",
        settings=nowhere,
        aliases={server.alias: {}},
        wait_for_active_shards=0,
    )
    publish("Meanwhile")
    answers_and_tells(client, chair, caplog, "has lost a part", title="Meanwhile")
    server.patient().indices.put_settings(
        index=server.alias, settings={"index.routing.allocation.require._name": None}
    )
    server.patient().cluster.health(index=server.alias, wait_for_status="yellow")
    catches_up(2)


def test_an_index_that_was_deleted(elastic, client, chair, caplog):
    server = elastic.server
    delete(server)
    answers_and_tells(client, chair, caplog, "It has not taken all changes yet.")
    assert not server.patient().indices.exists(index=server.alias)  # none is made by accident
    catches_up(1)


def test_an_index_that_took_the_alias_name(elastic, client, chair, caplog):
    server = elastic.server
    delete(server)
    server.patient().indices.create(index=server.alias)
    answers_and_tells(client, chair, caplog, "It has not taken all changes yet.")
    catches_up(1)


def test_an_index_of_an_older_version(elastic, client, chair, caplog):
    server = elastic.server
    script = "ctx._source.ledger.version = 1"
    server.patient().update(index=server.alias, id=LEDGER, script=script)
    answers_and_tells(client, chair, caplog, "It has not taken all changes yet.")
    catches_up(1)


def test_an_index_with_other_fields_than_ours(elastic, publish, client, chair, caplog):
    server = elastic.server
    note = index.note_of(server.patient(), server.alias)
    delete(server)
    fields = {"text": {"type": "integer"}, "ledger": {"type": "object", "enabled": False}}
    strange = f"{server.alias}-v0-1"
    server.patient().indices.create(
        index=strange,
        mappings={"properties": fields},
        aliases={server.alias: {}, index.building(strange): {}},
    )
    index.begin(server.patient(), strange, note.taken)
    publish("Meanwhile")
    answers_and_tells(client, chair, caplog, "the hub builds it", title="Meanwhile")
    catches_up(2)


def test_an_entry_that_is_refused_keeps_no_other_from_being_found(
    elastic, publish, client, chair, caplog, capsys
):
    publish("Strange", tags=("t" * 40_000,))  # longer than a keyword may be
    publish("Meanwhile")
    jobs.feed_engines()
    assert bananas("meanwhile").engine == "elasticsearch"
    assert "does not take entry" in caplog.text
    assert elastic.taken().revision == Ledger.now().revision  # it is not tried for ever
    strange = SearchEntry.objects.get(title="Strange").pk
    client.force_login(chair)
    page = client.get("/search/health/").content.decode()
    assert f"says why: {strange}" in page
    with pytest.raises(CommandError):
        call_command("search_index", "verify", engine="elasticsearch")
    assert f"entry {strange}" in capsys.readouterr().out

    publish("Strange", tags=("short",))
    jobs.feed_engines()
    assert bananas("strange").total == 1
    assert elastic.refused() == {}


def test_a_rebuild_while_people_search_and_publish(elastic, publish, capsys):
    write_all({f"test.old:{n}": finding(f"Old {n}") for n in range(700)})
    jobs.feed_engines()

    def documents():
        here = list(SearchEntry.objects.here().order_by("pk"))
        for place, document in enumerate(indexing.documents(here)):
            if place == 600:  # the first 500 are sent
                publish("Meanwhile")
                publish("Before", body="bananas no more")
                write_all({"test.old:5": None})
                jobs.feed_engines()
                results = bananas()
                assert (results.engine, results.total) == ("elasticsearch", 702)
            yield document

    taken = elastic.taken()
    elastic.rebuild(documents(), taken)
    results = bananas()
    assert (results.engine, results.total) == ("elasticsearch", 702)
    call_command("search_index", "verify")
    assert capsys.readouterr().out.count(" 0 differences") == 3  # things, and each engine


def test_two_processes_that_build_at_once(elastic):
    def documents():
        indexing.rebuild(elastic)  # the other one, which is done first
        yield from indexing.documents(SearchEntry.objects.here())

    elastic.rebuild(documents(), elastic.taken())
    server = elastic.server
    assert len(server.patient().indices.get(index=f"{server.alias}-v*")) == 1
    catches_up(1)


@pytest.fixture
def short_of_memory(elastic, settings, monkeypatch):
    """Puts a server in between that refuses what it is told to, for as long; nobody waits here."""
    monkeypatch.setattr(index, "LONGEST_WAIT", 0)
    with ExitStack() as stack:

        def refusing(refuses):
            server = stack.enter_context(BadServer(bad_server.short_of_memory(refuses)))
            settings.ELASTICSEARCH_URL = server.address
            return router.elastic()

        yield refusing


def test_a_rebuild_goes_on_after_each_request_was_refused_for_lack_of_memory(
    elastic, publish, short_of_memory
):
    publish("Meanwhile")
    count = SearchEntry.objects.here().count()
    refused = set()

    def once_each(method, path):
        asked = (method, re.sub(r"\d{9,}", "", path))
        is_new = asked not in refused
        refused.add(asked)
        return is_new and method != "GET"  # what a page asks meanwhile may fail: another answers

    assert indexing.rebuild(short_of_memory(once_each)) == count
    assert {method for method, _ in refused} >= {"PUT", "POST", "HEAD"}
    assert len(refused) > 5
    table = dict(SearchEntry.objects.here().values_list("pk", "revision"))
    assert elastic.revisions() == table


@pytest.mark.parametrize("refused", ["_bulk", "_doc", "_settings", "_refresh", "_aliases"])
def test_a_rebuild_that_memory_never_suffices_for_ends_in_a_sentence_and_leaves_nothing(
    elastic, short_of_memory, refused, capsys
):
    before = elastic.revisions()
    short_of_memory(lambda method, path: refused in path and method in ("POST", "PUT"))
    with pytest.raises(CommandError):
        call_command("search_index", "rebuild", engine="elasticsearch")
    assert "too much to do or too little memory" in capsys.readouterr().err
    server = elastic.server
    assert len(server.patient().indices.get(index=f"{server.alias}-v*")) == 1
    assert elastic.revisions() == before
