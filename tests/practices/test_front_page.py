import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.access.audience import Level
from hub.site.home import news_of
from practices.models import PracticeNotePage, Topic
from practices.notes.lists import topics_with_councils


def post(council, title, audience, topic=None):
    note = PracticeNotePage(title=title, slug=title.lower().replace(" ", "-"), audience=audience)
    council.page.add_child(instance=note)
    if topic:
        note.topics.add(topic)
    note.save_revision().publish()
    return note


@pytest.fixture
def fraud(db):
    return Topic.objects.get_or_create(slug="fraud", defaults={"name": "Fraud"})[0]


def test_the_home_page_tells_each_reader_only_of_notes_they_may_read(
    alice, carol, stranger, dudley, walsall, fraud
):
    post(dudley, "Open to all", Level.PUBLIC, fraud)
    post(walsall, "For the network", Level.NETWORK, fraud)
    post(dudley, "For Dudley", Level.COUNCIL, fraud)
    assert {news.title for news in news_of(stranger)} == {"Open to all"}
    assert {news.title for news in news_of(carol)} == {"Open to all", "For the network"}
    assert {news.title for news in news_of(alice)} == {
        "Open to all",
        "For the network",
        "For Dudley",
    }


def test_news_lead_to_the_note(alice, dudley):
    note = post(dudley, "Open to all", Level.PUBLIC)
    assert news_of(alice)[0].url == note.get_url() == "/councils/dudley/open-to-all/"


def test_a_topic_counts_only_what_its_reader_can_see(alice, stranger, dudley, walsall, fraud):
    post(dudley, "Open to all", Level.PUBLIC, fraud)
    post(walsall, "For the network", Level.NETWORK, fraud)
    seen = {tile.name: (tile.notes, tile.councils) for tile in topics_with_councils(alice)}
    assert seen[fraud.name] == (2, 2)
    seen = {tile.name: (tile.notes, tile.councils) for tile in topics_with_councils(stranger)}
    assert seen[fraud.name] == (1, 1)


def test_the_home_page_asks_no_more_of_the_database_when_notes_grow(client, alice, dudley, fraud):
    client.force_login(alice)
    post(dudley, "First", Level.NETWORK, fraud)
    client.get("/")
    few = queries_of(client)
    for number in range(5):
        post(dudley, f"More {number}", Level.NETWORK, fraud)
    assert queries_of(client) <= few


def queries_of(client):
    caches["memory"].clear()
    with CaptureQueriesContext(connection) as seen:
        client.get("/")
    return len(seen)
