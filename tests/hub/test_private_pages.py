"""No cache keeps what a signed-in person was shown. Every address without a number is walked."""

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from practices.models import PracticeNotePage
from search.models import ApiToken

PRIVATE = "private, no-store"
CAST = ("alice", "bob", "chair", "editor", "dana", "resident", "admin")


def plain_addresses():
    """Every address that takes no number, word or secret; Wagtail's own under /admin/ too."""

    def walk(patterns, before):
        for one in patterns:
            route = before + str(one.pattern).lstrip("^").rstrip("$").removesuffix("\\Z")
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, route)
            elif not any(sign in route for sign in "<(?[\\"):
                yield "/" + route

    found = sorted(set(walk(get_resolver().url_patterns, "")))
    return [one for one in found if "logout" not in one]


def test_there_is_something_to_walk():
    assert len(plain_addresses()) > 120


@pytest.mark.parametrize("name", CAST)
def test_every_page_of_a_signed_in_person_is_kept_by_no_cache(client, request, name):
    client.force_login(request.getfixturevalue(name))
    client.raise_request_exception = False
    kept = {
        address: answer.headers.get("Cache-Control")
        for address in plain_addresses()
        if (answer := client.get(address)).headers.get("Cache-Control") != PRIVATE
    }
    assert kept == {}


@pytest.mark.parametrize(
    "path", ["/", "/councils/dudley/", "/nothing-here/", "/documents/9/x.txt", "/media/x.png",
             "/to/document/9/", "/raised/9/", "/admin/pages/9/edit/"],
)  # fmt: skip
def test_pages_and_files_that_are_not_there_or_not_hers_too(client, alice, path):
    client.force_login(alice)
    assert client.get(path).headers["Cache-Control"] == PRIVATE


def test_signing_in_and_out_too(client, alice):
    client.force_login(alice)
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Cache-Control"] == PRIVATE


def test_pages_of_strangers_may_be_kept(client, network):
    for path in ("/", "/topics/", "/councils/", "/councils/dudley/", "/search/?q=cards"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "no-store" not in answer.headers.get("Cache-Control", ""), path


def test_a_secret_in_the_address_or_the_header_opens_what_no_cache_keeps(client, alice):
    for path in ("/search/saved/nonsense/feed/", "/people/join/nonsense/", "/?key=nonsense"):
        assert client.get(path).headers["Cache-Control"] == PRIVATE
    answer = client.get("/topics/", headers={"Authorization": "Token nonsense"})
    assert answer.headers["Cache-Control"] == PRIVATE
    assert not ApiToken.objects.exists()


def test_a_note_and_its_page_for_members_is_kept_by_no_cache(client, dudley, alice):
    note = dudley.page.add_child(instance=PracticeNotePage(title="Cards", audience="network"))
    client.force_login(alice)
    for path in (note.url, reverse("practices:edit", args=[note.pk])):
        assert client.get(path).headers["Cache-Control"] == PRIVATE
