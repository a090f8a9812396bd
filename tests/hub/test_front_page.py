"""The home page says what is late, and tells of a meeting only when it is near."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.site.home import news_of
from network.meetings.models import Meeting, Status
from network.meetings.planning import network_group
from practices.models import PracticeNotePage


@pytest.fixture
def meeting_in(network):
    group = network_group(network)

    def make(days):
        starts = timezone.now() + timedelta(days=days)
        title = f"In {days} days"
        return Meeting.objects.create(
            group=group, title=title, starts=starts, minutes=60, status=Status.ANNOUNCED
        )

    return make


def test_a_meeting_far_off_is_no_news_and_a_near_one_is(alice, meeting_in):
    meeting_in(200)
    assert list(news_of(alice)) == []
    near = meeting_in(9)
    assert [news.title for news in news_of(alice)] == [str(near)]


def test_a_review_that_is_late_is_called_overdue(client, alice, dudley):
    note = PracticeNotePage(title="Old", slug="old", owner=alice)
    note.review_by = timezone.localdate() - timedelta(days=40)
    dudley.page.add_child(instance=note)
    note.save_revision().publish()
    client.force_login(alice)
    home = client.get("/").content.decode()
    assert f"Overdue since {note.review_by:%-d %B}" in home
    assert f"Due {note.review_by:%-d %B}" not in home


def test_my_account_is_no_page_of_the_people_room(client, alice):
    client.force_login(alice)
    menu = client.get("/people/account/details/").content.decode()
    assert '<a href="/people/">People</a>' in menu
    assert '<a href="/people/account/" aria-current="true">My account</a>' in menu


def test_a_councils_page_offers_its_feed(client, dudley):
    page = client.get(dudley.get_absolute_url()).content.decode()
    assert page.count("/feeds/councils/dudley.atom") == 2
