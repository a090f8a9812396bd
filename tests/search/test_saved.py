"""Saved searches: each new match is mailed once, to those who may see it."""

import re
from html import unescape

import pytest

from hub.jobs.models import PutAside
from hub.mail.models import Message
from network.people.models import User
from practices.models import Topic
from search.alerts.services import send_due
from search.models import Ledger, SavedSearch

pytestmark = pytest.mark.django_db


def saved(user, address, often="at_once"):
    mark = Ledger.now().revision
    return SavedSearch.objects.create(
        user=user, name="Cards", address=address, often=often, mailed_to=mark
    )


def test_only_what_is_new_is_mailed_and_only_once(put, alice):
    put("Old note", "prepaid cards")
    saved(alice, "q=prepaid+card")
    assert send_due() == 0
    put("New note", "prepaid cards", key="t:9")
    put("Not wanted", "cards alone")
    assert send_due() == 1
    put("New note", "prepaid cards, corrected", key="t:9")
    assert send_due() == 0
    text = str(bytes(Message.objects.get().raw))
    assert "New note" in text and "Not wanted" not in text and "Old note" not in text


def test_what_she_may_not_see_is_not_mailed(put, carol, dudley):
    saved(carol, "q=zebra")
    put("Secret", "zebra", audience_key=f"council:{dudley.pk}")
    assert send_due() == 0


def test_filters_hold_in_mails_too(put, alice):
    saved(alice, "q=&council=dudley")
    put("Walsall's", council="walsall")
    assert send_due() == 0
    put("Dudley's", council="dudley")
    assert send_due() == 1


def test_a_daily_mail_comes_once_a_day(put, alice):
    saved(alice, "q=card", often="daily")
    put("One", "card")
    assert send_due() == 1
    put("Two", "card")
    assert send_due() == 0


def test_a_link_scanner_does_not_stop_the_mails_but_the_button_does(client, alice, put):
    search = saved(alice, "q=card")
    client.get(f"/search/saved/{search.token}/stop/")
    search.refresh_from_db()
    assert search.often == "at_once"
    client.post(f"/search/saved/{search.token}/stop/")
    search.refresh_from_db()
    assert search.often == "never"


def test_a_search_is_saved_from_its_page_and_has_a_feed(client, alice, put, dudley):
    put("Ours", "zebra", audience_key=f"council:{dudley.pk}")
    client.force_login(alice)
    assert "q=zebra" in client.get("/search/saved/?q=zebra").content.decode()
    client.post("/search/saved/", {"name": "Zebras", "address": "q=zebra", "often": "weekly"})
    token = SavedSearch.objects.get().token
    client.logout()
    assert "Ours" in client.get(f"/search/saved/{token}/feed/").content.decode()
    assert "Ours" not in client.get("/search/feed/?q=zebra").content.decode()


def test_the_chair_sees_what_was_not_found_and_others_do_not(client, put, chair, alice):
    put("Cards", "prepaid")
    client.get("/search/?q=zzzqqq")
    client.force_login(chair)
    page = client.get("/search/health/").content.decode()
    assert "zzzqqq" in page and "embedded" in page
    client.force_login(alice)
    assert client.get("/search/health/").status_code == 403


@pytest.mark.parametrize("what", ["topic", "tag", "council"])
def test_a_topic_a_tag_and_a_council_are_followed_from_their_pages(
    what, client, make_note, dudley, alice, carol
):
    topic = Topic.objects.create(slug="fraud", name="Fraud")
    make_note(dudley, "Old", alice, topics=[topic], tags=["Bank cards"])
    pages = {"topic": "/topics/fraud/", "tag": "/tags/bank-cards/", "council": "/councils/dudley/"}
    names = {"topic": "Topic: Fraud", "tag": "Tag: bank cards", "council": "Council: Dudley"}
    client.force_login(carol)
    page = client.get(pages[what]).content.decode()
    follow = unescape(re.search(r'href="(/search/saved/\?[^"]+)"', page)[1])
    form = client.get(follow).content.decode()
    assert f'value="{names[what]}"' in form
    address = follow.partition("?")[2]
    client.post("/search/saved/", {"name": "F", "address": address, "often": "at_once"})
    make_note(dudley, "New", alice, topics=[topic], tags=["Bank cards"])
    assert (send_due(), send_due()) == (1, 0)
    text = bytes(Message.objects.latest("pk").raw).decode()
    assert "New" in text and "Old" not in text
    client.logout()
    assert "/search/saved/" not in client.get(pages[what]).content.decode()


def test_one_alert_that_cannot_be_written_holds_back_no_other(put, alice, carol):
    User.objects.filter(pk=alice.pk).update(email="bad@example.org\nBcc: all@example.org")
    for user in (alice, carol):
        saved(user, "q=card")
    put("New note", "prepaid card")
    assert send_due() == 1
    assert Message.objects.get().recipients == [carol.email]
    assert PutAside.objects.get().what.startswith("saved search")
    put("Next note", "another card")
    assert send_due() == 1


def test_people_whose_account_is_closed_get_no_alert(put, carol):
    saved(carol, "q=card")
    User.objects.filter(pk=carol.pk).update(is_active=False)
    put("New note", "prepaid card")
    assert send_due() == 0
