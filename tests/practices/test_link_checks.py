"""The weekly look at addresses of sources, against a server on this machine."""

import threading
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from django.urls import reverse

from hub.jobs.registry import all_jobs
from hub.waiting import asks_of
from practices.models import LinkCheck, LinkState, Source
from practices.sources import link_checks
from practices.sources.link_checks import Look, check_links, is_public, look_at, next_up, note_look


class Publisher(BaseHTTPRequestHandler):
    """Answers with the number in the path, and remembers who asked for what."""

    asked: list[tuple[str, str]]

    def do_GET(self):
        type(self).asked.append((self.path, self.headers["User-Agent"]))
        self.send_response(int(self.path.strip("/")))
        self.send_header("Location", "/200")
        self.end_headers()

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture
def publisher():
    Publisher.asked = []
    server = HTTPServer(("127.0.0.1", 0), Publisher)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def anybody(host):
    return True


@pytest.fixture
def sources(db):
    def make(*urls):
        return [
            Source.objects.create(ref=f"s{number}", title=f"Source {number}", url=url)
            for number, url in enumerate(urls)
        ]

    return make


@pytest.mark.parametrize(
    ("status", "state"),
    [(200, "opens"), (301, "moved"), (404, "dead"), (410, "dead"), (403, "unclear"), (500, "unclear")],
)  # fmt: skip
def test_what_an_answer_means(publisher, status, state):
    look = look_at(f"{publisher}/{status}", anybody)
    assert look.state == state and look.said.startswith(str(status))
    assert len(Publisher.asked) == 1  # no redirect is followed


def test_the_agent_says_who_asks_and_where_to_complain(publisher, settings):
    look_at(f"{publisher}/200", anybody)
    agent = Publisher.asked[0][1]
    assert settings.HUB_NAME in agent and "http://testserver/about/" in agent


@pytest.mark.parametrize(
    "url", ["", "urn:bhcc:audit", "ftp://example.org/", "http://[::1", "javascript:alert(1)", "//x"]
)
def test_what_is_no_address_is_dead_and_nobody_is_asked(publisher, url):
    assert look_at(url, anybody).state == LinkState.DEAD and Publisher.asked == []


def test_a_host_on_this_machine_or_in_a_private_network_is_never_asked(publisher):
    assert look_at(f"{publisher}/200").state == LinkState.UNCLEAR
    assert Publisher.asked == []
    for host in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "192.168.1.1", "a" * 70):
        assert not is_public(host)


def test_nobody_listening_is_an_answer_too(publisher):
    port = int(publisher.rpartition(":")[2])
    Publisher.asked = []
    assert look_at(f"http://127.0.0.1:{port + 1 if port < 65535 else 1}/", anybody).state in (
        LinkState.UNCLEAR,
    )


def test_a_host_is_asked_once_a_minute_and_each_address_once_a_week(publisher, sources):
    sources(f"{publisher}/200", f"{publisher}/404")
    with time_machine.travel("2026-11-26 03:00", tick=False) as clock:
        assert (check_links(anybody), check_links(anybody)) == (1, 0)
        clock.shift(timedelta(seconds=61))
        assert (check_links(anybody), len(Publisher.asked)) == (1, 2)
        clock.shift(timedelta(days=6))
        assert check_links(anybody) == 0
        clock.shift(timedelta(days=1))
        assert check_links(anybody) == 1


def test_a_run_is_bounded_and_never_takes_two_of_one_host(sources):
    sources(*(f"https://council{number % 9}.example/{number}" for number in range(30)))
    hosts = [source.url.split("/")[2] for source in next_up()]
    assert len(hosts) == link_checks.MOST_A_RUN == len(set(hosts))


def test_a_source_without_an_address_is_passed_over(sources):
    sources("")
    assert list(next_up()) == []


def test_a_new_address_is_looked_at_without_waiting_a_week(sources):
    [source] = sources("https://old.example/")
    note_look(source, Look(LinkState.DEAD, "404"))
    assert list(next_up()) == []
    source.url = "https://new.example/"
    source.save()
    assert list(next_up()) == [source]
    note_look(source, Look(LinkState.OPENS, "200"))
    assert LinkCheck.objects.get().url == "https://new.example/"


@pytest.mark.parametrize(
    ("said", "states"),
    [("ConnectTimeout", ["unclear", "dead"]), ("403", ["unclear", "unclear"]),
     ("503", ["unclear", "dead"])],
)  # fmt: skip
def test_no_answer_twice_is_dead_but_a_refusal_is_not(sources, said, states):
    [source] = sources("https://council.example/")
    seen = []
    for _look in states:
        note_look(source, Look(LinkState.UNCLEAR, said))
        seen.append(LinkCheck.objects.get().state)
    assert seen == states


def test_an_address_that_answers_again_is_alive_again(sources):
    [source] = sources("https://council.example/")
    for state in (LinkState.UNCLEAR, LinkState.UNCLEAR, LinkState.OPENS):
        note_look(source, Look(state, "x"))
    assert (LinkCheck.objects.get().state, LinkCheck.objects.get().failures) == ("opens", 0)


def test_the_chair_sees_what_died_and_nobody_else(client, sources, chair, alice):
    [dead, alive] = sources("https://gone.example/", "https://here.example/")
    note_look(dead, Look(LinkState.DEAD, "404"))
    note_look(alive, Look(LinkState.OPENS, "200"))
    address = reverse("practices:dead_links")
    assert client.get(address).status_code == 302
    client.force_login(alice)
    assert client.get(address).status_code == 403
    client.force_login(chair)
    page = client.get(address).content.decode()
    assert "Source 0" in page and "404" in page and "Source 1" not in page
    assert "One source no longer opens" in [ask.title for ask in asks_of(chair)]
    assert "One source no longer opens" not in [ask.title for ask in asks_of(alice)]


def test_a_source_that_the_chair_may_not_see_is_not_told_of(client, sources, chair):
    [source] = sources("https://gone.example/")
    Source.objects.update(audience_key="nobody")
    note_look(source, Look(LinkState.DEAD, "404"))
    client.force_login(chair)
    assert "Source 0" not in client.get(reverse("practices:dead_links")).content.decode()
    assert "One source no longer opens" not in [ask.title for ask in asks_of(chair)]


def test_what_a_host_says_is_text_and_not_markup(client, sources, chair):
    [source] = sources("https://gone.example/")
    note_look(source, Look(LinkState.MOVED, "301 <script>alert(1)</script>"))
    client.force_login(chair)
    assert "<script>alert" not in client.get(reverse("practices:dead_links")).content.decode()


def test_the_job_asks_nobody_where_it_is_switched_off(sources, settings):
    sources("https://council.example/")
    [job] = [one for one in all_jobs() if one.name == "check links of sources"]
    settings.HUB_CHECK_LINKS = False
    assert job.work() == "off (HUB_CHECK_LINKS)" and not LinkCheck.objects.exists()
    assert job.rhythm.every_seconds == 60


def test_the_queries_do_not_grow_with_sources(
    client, sources, chair, django_assert_max_num_queries
):
    for source in sources(*(f"https://gone{number}.example/" for number in range(12))):
        note_look(source, Look(LinkState.DEAD, "404"))
    client.force_login(chair)
    client.get(reverse("practices:dead_links"))
    with django_assert_max_num_queries(14):
        client.get(reverse("practices:dead_links"))


def test_looks_are_kept_with_their_moment(sources):
    [source] = sources("https://council.example/")
    with time_machine.travel("2026-11-26 03:00", tick=False):
        note_look(source, Look(LinkState.OPENS, "200"))
    assert LinkCheck.objects.get().checked_at.replace(tzinfo=None) == datetime(2026, 11, 26, 3)
