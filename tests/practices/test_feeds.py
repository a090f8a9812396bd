"""Feeds show what their reader may see now, and nothing else."""

import re

import pytest

from practices.models import FeedToken


@pytest.fixture
def notes(make_note, dudley, walsall, alice, carol, fraud):
    make_note(dudley, "In public", alice, audience="public", topics=[fraud], tags=["cards"])
    make_note(walsall, "For the network", carol, topics=[fraud], tags=["letters"])
    make_note(dudley, "For Dudley", alice, audience="council", topics=[fraud], tags=["secrets"])


def titles(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert "private" in answer.headers["Cache-Control"]
    return set(re.findall(r"<entry><title>(.*?)</title>", answer.content.decode()))


def key_of(client, user):
    client.force_login(user)
    page = client.post("/feeds/").content.decode()
    client.logout()
    return re.search(r"\?key=([\w-]+)", page)[1]


def test_without_a_key_a_feed_holds_public_notes_even_for_a_member(client, notes, alice):
    client.force_login(alice)
    for url in ("/feeds/all.atom", "/feeds/topics/fraud.atom", "/feeds/councils/dudley.atom"):
        assert titles(client, url) == {"In public"}
    assert titles(client, "/feeds/tags/CARDS.atom") == {"In public"}
    assert client.get("/feeds/tags/secrets.atom").status_code == 404
    assert titles(client, "/feeds/councils/walsall.atom") == set()


def test_the_page_of_feeds_names_tags_of_notes_their_owner_may_see(client, notes, carol):
    assert "/feeds/tags/letters.atom" not in client.get("/feeds/").content.decode()
    client.force_login(carol)
    assert "/feeds/tags/letters.atom" not in client.get("/feeds/").content.decode()
    hers = client.post("/feeds/").content.decode()
    assert "/feeds/tags/letters.atom?key=" in hers
    assert "secrets" not in hers


def test_a_key_shows_what_its_owner_may_see_now(client, notes, alice, carol, dana):
    key = key_of(client, carol)
    assert titles(client, f"/feeds/all.atom?key={key}") == {"In public", "For the network"}
    assert titles(client, f"/feeds/tags/letters.atom?key={key}") == {"For the network"}
    assert len(titles(client, f"/feeds/all.atom?key={key_of(client, alice)}")) == 3
    assert titles(client, f"/feeds/all.atom?key={key_of(client, dana)}") == {"In public"}
    carol.memberships.update(ended="2020-01-01")
    assert client.get(f"/feeds/all.atom?key={key}").status_code == 410


def test_a_key_can_be_reset_and_switched_off_and_is_kept_as_a_digest(client, notes, alice):
    old = key_of(client, alice)
    new = key_of(client, alice)
    assert client.get(f"/feeds/all.atom?key={old}").status_code == 410
    assert len(titles(client, f"/feeds/all.atom?key={new}")) == 3
    assert new not in FeedToken.objects.get().digest
    client.force_login(alice)
    assert client.post("/feeds/", {"off": "1"}).status_code == 200
    assert client.get(f"/feeds/all.atom?key={new}").status_code == 410


def test_a_feed_never_repeats_the_key(client, notes, alice):
    key = key_of(client, alice)
    assert key not in client.get(f"/feeds/all.atom?key={key}").content.decode()


@pytest.mark.parametrize("query", ["?key=", "?key=%00", "?key=' OR 1", "?key=" + "a" * 3000])
def test_a_wrong_key_is_no_address(client, notes, query):
    assert client.get("/feeds/all.atom" + query).status_code == 410


def test_a_switched_off_account_has_no_feed(client, notes, alice):
    key = key_of(client, alice)
    alice.is_active = False
    alice.save()
    assert client.get(f"/feeds/all.atom?key={key}").status_code == 410


def test_a_stranger_sees_the_public_addresses_and_makes_none(client, notes, stranger):
    assert "/feeds/all.atom" in client.get("/feeds/").content.decode()
    assert "?key=" not in client.post("/feeds/").content.decode()
    assert not FeedToken.objects.exists()
