"""Topics and terms are found as places to go; the glossary explains every term to everybody."""

import pytest
from django.contrib.auth.models import AnonymousUser

from practices.models import Topic
from search.models import Term
from search.query.parsing import read
from search.service import search
from search.suggestions import for_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def found(text, kind):
    results = search(read(f"{text} kind:{kind}"), AnonymousUser()).results
    return [(one.entry.title, one.entry.url) for one in results]


@pytest.fixture
def term(network, put_in_engines):
    term = Term.objects.create(
        name="banked hours", variants="saved hours", meaning="Hours kept for another week."
    )
    put_in_engines()
    return term


def test_a_topic_is_found_by_its_words_and_follows_them(put_in_engines):
    topic = Topic.objects.create(slug="fraud", name="Fraud", what_it_is="Deceit over money.")
    put_in_engines()
    assert found("deceit", "topic") == [("Fraud", "/topics/fraud/")]
    topic.name = "Misuse"
    topic.save()
    put_in_engines()
    assert found("misuse", "topic") == [("Misuse", "/topics/fraud/")]
    assert [one["title"] for one in for_text("misu", AnonymousUser())] == ["Misuse"]


def test_a_term_shows_its_meaning_and_leads_to_it(client, term):
    assert found("saved hours", "term") == [("banked hours", "/glossary/#term-banked-hours")]
    page = client.get("/search/?q=banked+hours").content.decode()
    assert "for another week" in page
    glossary = client.get("/glossary/").content.decode()
    assert 'id="term-banked-hours"' in glossary and "kept for another week" in glossary


def test_a_query_that_is_a_term_is_told_what_it_means(client, term):
    page = client.get("/search/?q=saved+hours").content.decode()
    assert "<strong>Banked hours</strong>" in page and ": Hours kept for another week." in page
    assert "In the glossary" not in client.get("/search/?q=saved+hours+limit").content.decode()


def test_a_term_that_goes_is_no_longer_found(term, put_in_engines):
    term.delete()
    put_in_engines()
    assert found("banked hours", "term") == []


def test_what_councils_wrote_stands_before_the_term(term, put):
    put("Our rule on hours", "We let people keep banked hours for twelve weeks.")
    results = search(read("banked hours twelve weeks"), AnonymousUser()).results
    assert [one.entry.kind for one in results] == ["note", "term"]


def test_every_term_that_comes_with_the_hub_is_explained(client, thesaurus):
    assert not Term.objects.filter(meaning="").exists()
    assert client.get("/glossary/").content.decode().count('id="term-') == Term.objects.count()


def test_only_those_who_may_change_terms_are_led_to_them(client, term, admin, alice):
    client.force_login(admin)
    assert "Change these terms" in client.get("/glossary/").content.decode()
    client.force_login(alice)
    assert "Change these terms" not in client.get("/glossary/").content.decode()
