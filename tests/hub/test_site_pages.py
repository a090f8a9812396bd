import pytest
from django.urls import reverse

WORDS = ["home", "about", "accessibility", "privacy", "cookies", "colours"]


@pytest.mark.parametrize("name", WORDS)
def test_a_stranger_reads_the_pages_every_hub_has(client, network, name):
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert page.content.count(b"<h1") == 1
    assert b'<html lang="en-GB"' in page.content
    assert b'href="#main"' in page.content


@pytest.mark.parametrize("name", WORDS)
def test_no_page_carries_a_script_or_a_style_of_its_own(client, network, alice, name):
    client.force_login(alice)
    html = client.get(reverse(name)).content.decode()
    assert " style=" not in html
    assert "<script" not in html


def test_the_home_page_says_what_this_is_to_a_stranger(client, network):
    html = client.get("/").content.decode()
    assert "What are other councils doing?" in html
    assert "How it works" in html
    assert "Sign in" in html


def test_a_choice_of_colours_is_kept_and_taken_back(client, db):
    kept = client.post(reverse("colours"), {"colours": "dark", "next": "/about/"}, follow=True)
    assert b'data-scheme="dark"' in kept.content
    assert kept.redirect_chain[-1][0] == "/about/"
    client.post(reverse("colours"), {"colours": "auto", "next": "/"})
    assert b"data-scheme" not in client.get("/about/").content


def test_a_made_up_colour_is_refused_with_a_sentence(client, db):
    answer = client.post(reverse("colours"), {"colours": "pink"})
    assert b"Choose one of the three" in answer.content
    assert "colours" not in answer.cookies


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_the_choice_of_colours_never_sends_anybody_elsewhere(client, db, address):
    answer = client.post(reverse("colours"), {"colours": "dark", "next": address})
    assert answer.headers["Location"] == "/"


def test_weaknesses_can_be_reported(client, db):
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: " in text
    assert "Expires: " in text


def test_search_engines_are_kept_from_members_pages(client, db):
    assert b"Disallow: /admin/" in client.get("/robots.txt").content


def test_a_page_that_is_not_there_says_so_in_the_hub_s_frame(client, network):
    page = client.get("/no/such/page/")
    assert page.status_code == 404
    assert b"Page not found" in page.content
    assert b"masthead" in page.content
