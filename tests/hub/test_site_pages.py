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


def words_of(client, name):
    return " ".join(client.get(reverse(name)).content.decode().split())


def test_a_complaint_about_data_goes_to_the_controller_first(client, network, settings):
    settings.HUB_CONTACT_EMAIL, settings.HUB_DPO_EMAIL = "hub@example.org", "dpo@example.org"
    page = words_of(client, "privacy")
    assert "section 164A" in page and "within 30 days" in page
    assert page.index("Complain to the controller first") < page.index("ico.org.uk")
    assert 'href="mailto:dpo@example.org"' in page
    assert 'href="/privacy/#complain"' in words_of(client, "about")


def test_without_a_data_protection_officer_the_page_says_so(client, network, settings):
    settings.HUB_DPO_EMAIL = ""
    assert "has not filled it in yet. Until then ask your own council’s" in words_of(
        client, "privacy"
    )


def test_the_privacy_page_names_what_being_a_resident_tells_others(client, network):
    page = words_of(client, "privacy")
    assert "being a member as a resident" in page and "Article 6(1)(f)" in page


def test_the_accessibility_statement_lists_with_dates_what_does_not_comply(client, network):
    page = words_of(client, "accessibility")
    assert "partially compliant" in page and "partly meets" not in page
    assert "non-compliances listed below" in page and 'id="not-accessible"' in page
    assert "prepared on 26 November 2026" in page and "reviewed by 26 November 2027" in page


@pytest.mark.parametrize("name", ["about", "privacy"])
def test_freedom_of_information_is_spoken_of_plainly(client, network, name):
    page = words_of(client, name)
    assert "Freedom of Information Act 2000" in page and "not a promise" in page
