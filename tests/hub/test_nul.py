"""A NUL in what is asked or sent is never a server's error. PostgreSQL, unlike SQLite, refuses one."""

import pytest

from search.models import ApiToken

NUL = "%00"
QUESTIONS = (
    "q",
    "council",
    "topic",
    "kind",
    "tag",
    "show",
    "page",
    "state",
    "key",
    "group",
    "next",
)
PATHS = (
    "/",
    "/search/",
    "/councils/",
    "/topics/",
    "/tags/",
    "/sources/",
    "/escalations/",
    "/people/",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_nul_in_a_question_is_dropped(client, alice, path):
    client.force_login(alice)
    asked = "&".join(f"{name}=1{NUL}" for name in QUESTIONS)
    assert client.get(f"{path}?{asked}").status_code < 500


@pytest.mark.parametrize("path", PATHS)
def test_a_page_with_a_nul_in_its_address_is_not_found(client, alice, path):
    client.force_login(alice)
    assert client.get(f"{path}{NUL}/").status_code == 404


def test_what_is_left_when_a_nul_is_dropped_is_no_nul(client, network):
    assert client.get(f"/search/?q=%{NUL}00").status_code == 200


def test_a_nul_in_a_cookie_is_dropped(client, network):
    assert client.get("/", headers={"cookie": 'sessionid="\\000aaaaaaaaaa"'}).status_code == 200


def test_a_nul_in_a_form_is_dropped(client, alice):
    client.force_login(alice)
    client.post("/search/tokens/", {"name": "Our\0 page"})
    assert ApiToken.objects.get().name == "Our page"
