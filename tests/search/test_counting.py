"""What is looked for, opened and read is counted without names, without slowing anybody."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from search import jobs
from search.analytics import counters, queries
from search.api import rate_limits
from search.models import AskedFor, AskedOften, ClickedOn, ReadOnDay

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_tallies():
    for one in counters._tallies:
        one._waiting.clear()
    rate_limits._asked.clear()


def chairs_page(client, chair):
    client.force_login(chair)
    return client.get("/search/health/").content.decode()


def click(client, **data):
    return client.post("/search/clicked/", data).status_code


# --- clicks ---


def test_a_click_is_counted_by_query_and_place(client, put, chair):
    put("Cards", "prepaid")
    client.get("/search/?q=Prepaid")
    assert [click(client, q="prepaid", place=3) for _ in range(2)] == [204, 204]
    page = chairs_page(client, chair)
    assert "result 3" in page and "Where people click" in page
    assert ClickedOn.objects.get().times == 2
    fields = {
        field.name for model in (AskedFor, ClickedOn, ReadOnDay) for field in model._meta.fields
    }
    assert fields <= {"id", "day", "text", "place", "times", "found", "corrected", "thing"}


@pytest.mark.parametrize("place", ["0", "-1", "x", "99999", "1001", "٣", ""])
def test_what_is_no_place_is_not_counted(client, place):
    assert click(client, q="card", place=place) == 204
    counters.write_all()
    assert not ClickedOn.objects.exists()


def test_the_counting_address_leads_nowhere(client):
    assert client.get("/search/clicked/?next=https://evil.example").status_code == 405
    answer = client.post(
        "/search/clicked/", {"q": "a", "place": "1", "next": "https://evil.example"}
    )
    assert (answer.status_code, answer.headers.get("Location")) == (204, None)


def test_the_page_names_its_query_for_the_script_alone(client, put):
    put("Cards", "prepaid")
    page = client.get("/search/?q=prepaid+<b>").content.decode()
    assert 'data-count="/search/clicked/"' in page and "search/clicks.js" in page
    assert 'data-asked="prepaid &lt;b&gt;"' in page


def test_a_search_writes_nothing_while_the_reader_waits(client, put):
    put("Cards", "prepaid")
    client.get("/search/?q=prepaid")
    assert not AskedFor.objects.exists()
    counters.write_all()
    assert AskedFor.objects.get().times == 1


def test_counts_are_kept_for_ninety_days(client):
    day = timezone.localdate() - timedelta(days=91)
    AskedFor.objects.create(day=day, text="old")
    ClickedOn.objects.create(day=day, text="old", place=1)
    ReadOnDay.objects.create(day=day, thing="a.b:1")
    assert jobs.forget_old_queries() == "3 rows"


# --- the chair's page ---


def test_the_chair_sees_words_and_corrections(client, put, chair, admin):
    put("Review", "Reviewing accounts")
    for _ in range(3):
        client.get("/search/?q=reveiwing+accounts")
    page = chairs_page(client, chair)
    assert "reveiwing accounts" in page and "reviewing accounts" in page
    assert "accounts (3)" in page
    client.get("/search/?q=zzzqqq")
    page = chairs_page(client, admin)
    assert "?name=zzzqqq" in page


def test_the_chair_learns_no_word_of_another_councils_note(client, put, bob, chair, dudley):
    put("Ours", "zanzibarish accounts", audience_key=f"council:{dudley.pk}")
    client.force_login(bob)
    assert "zanzibarish" in client.get("/search/?q=zanzibarihs+accounts").content.decode()
    page = chairs_page(client, chair)
    assert "zanzibarihs" in page  # what was typed
    assert "zanzibarish" not in page  # what it was read as
    assert queries.corrections()[0]["corrected"] == "zanzibarish accounts"


# --- reads ---


def test_the_page_that_found_nothing_offers_what_is_read_most(
    client, make_note, dudley, alice, carol, stranger
):
    often = make_note(dudley, "Often read", alice, audience="network")
    seldom = make_note(dudley, "Seldom read", alice, audience="network")
    secret = make_note(dudley, "Zanzibarish", alice, audience="council")
    client.force_login(alice)
    client.get(secret.address)  # her own note: not counted
    client.force_login(carol)
    for note, times in ((often, 3), (seldom, 1)):
        for _ in range(times):
            assert client.get(note.address).status_code == 200
    counters.write_all()
    ReadOnDay.objects.create(
        day=timezone.localdate(), thing=f"practices.practicenotepage:{secret.pk}", times=99
    )
    assert sorted(ReadOnDay.objects.values_list("times", flat=True)) == [1, 3, 99]
    page = client.get("/search/?q=qqqzzz").content.decode().partition("Read most")[2]
    assert page.index("Often read") < page.index("Seldom read")
    assert "Zanzibarish" not in page
    client.logout()
    assert "Often read" not in client.get("/search/?q=qqqzzz").content.decode()


# --- how often one reader may ask ---


@pytest.fixture
def one_minute():
    """The clock stands still, so that no window ends between two requests."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


def ask(client, where="10.9.8.7"):
    return client.get("/api/v1/suggest?q=a", REMOTE_ADDR=where)


@pytest.mark.parametrize("limit", [2, 100])
def test_two_workers_together_hold_the_limit(client, one_minute, settings, limit):
    settings.SEARCH_REQUESTS_PER_MINUTE = limit
    passed, workers = 0, [rate_limits._asked.__class__(), rate_limits._asked.__class__()]
    for number in range(limit * 3):
        rate_limits._asked = workers[number % 2]
        passed += ask(client).status_code == 200
    assert limit <= passed <= limit * 1.1


def test_one_worker_holds_the_limit_exactly(client, one_minute, settings):
    settings.SEARCH_REQUESTS_PER_MINUTE = 50
    answers = [ask(client) for _ in range(60)]
    assert [answer.status_code for answer in answers] == [200] * 50 + [429] * 10
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert ask(client, "10.9.8.6").status_code == 200


def test_no_address_is_kept(client, settings):
    settings.SEARCH_REQUESTS_PER_MINUTE = 2
    ask(client)
    assert "10.9" not in AskedOften.objects.get().reader
    AskedOften.objects.update(window=1)
    assert rate_limits.forget_old() == 1


def test_a_reader_who_asks_seldom_costs_no_write(
    client, one_minute, settings, django_assert_num_queries
):
    settings.SEARCH_REQUESTS_PER_MINUTE = 600
    ask(client)
    with django_assert_num_queries(0):
        rate_limits.check_rate(client.get("/health/live").wsgi_request)
