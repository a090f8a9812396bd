"""Short forms that notes explain are proposed to the chair, and settled with one click."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from network.people.cms_access import set_up_admin_access
from search.models import DismissedDefinition, FoundDefinition, Term
from search.query import terms
from search.query.parsing import read
from search.records import definitions
from search.service import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(chair, network):
    """The chair with her rights in the CMS."""
    set_up_admin_access(network)
    return type(chair).objects.get(pk=chair.pk)


TEXT = "We set up a Local Voice Panel (LVP) and pay it. The LVP meets often."


def names(reader):
    return [(one.name, one.short) for one in definitions.proposals(reader)]


def test_a_definition_is_found_and_shown_with_its_place(chair, put, client):
    put("Panels", TEXT)
    definitions.gather()
    assert names(chair) == [("Local Voice Panel", "LVP")]
    client.force_login(chair)
    page = client.get(reverse("search_health")).content.decode()
    assert "Local Voice Panel" in page and "Panels" in page


def test_what_the_thesaurus_has_is_not_proposed(chair, put, thesaurus):
    put("Known", "An individual service fund (ISF) is held by a provider.")
    definitions.gather()
    assert names(chair) == []


def test_one_click_makes_the_term_and_the_next_search_knows_it(chair, put, client):
    put("Panels", TEXT)
    put("Short only", "Ask the LVP.")
    definitions.gather()
    client.force_login(chair)
    key = definitions.proposals(chair)[0].key
    client.post(reverse("search_definition"), {"key": key, "add": ""})
    assert Term.objects.get().variants == "LVP"
    assert names(chair) == []
    found = search(read("local voice panel"), AnonymousUser())
    assert {"Panels", "Short only"} <= {result.entry.title for result in found.results}


def test_a_name_that_is_a_term_gets_the_short_form_as_a_variant(chair, put):
    Term.objects.create(name="local voice panel", variants="voice panel")
    put("Panels", TEXT)
    definitions.gather()
    definitions.add(definitions.proposals(chair)[0])
    assert Term.objects.get().variants == "voice panel\nLVP"


def test_what_is_dismissed_stays_away_when_another_note_has_it(chair, put, client):
    put("Panels", TEXT)
    definitions.gather()
    client.force_login(chair)
    key = definitions.proposals(chair)[0].key
    client.post(reverse("search_definition"), {"key": key, "dismiss": ""})
    put("More panels", TEXT)
    definitions.gather()
    assert DismissedDefinition.objects.count() == 1
    assert names(chair) == [] and not Term.objects.exists()


def test_a_note_of_another_council_proposes_nothing_to_who_cannot_see_it(
    chair, carol, dudley, put, client
):
    put("Ours", TEXT, audience_key=f"council:{dudley.pk}", council="dudley")
    definitions.gather()
    assert names(carol) == [] and names(chair) == []
    client.force_login(chair)
    key = FoundDefinition.objects.get().key
    client.post(reverse("search_definition"), {"key": key, "add": ""})
    assert not Term.objects.exists()


def test_only_what_changed_is_read_again(chair, put):
    put("Panels", TEXT, key="a:1")
    assert definitions.gather() > 0
    assert definitions.gather() == 0
    put("Panels", "Nothing short.", key="a:1")
    assert definitions.gather() == 1
    assert names(chair) == []


def test_leads_and_strangers_settle_nothing(alice, put, client):
    put("Panels", TEXT)
    definitions.gather()
    key = FoundDefinition.objects.get().key
    assert client.post(reverse("search_definition"), {"key": key}).status_code == 404
    client.force_login(alice)
    assert client.post(reverse("search_definition"), {"key": key, "add": ""}).status_code == 403
    assert not Term.objects.exists() and terms.thesaurus().terms == ()


def test_the_list_of_terms_leads_to_what_was_found(chair, client):
    client.force_login(chair)
    page = client.get(reverse("wagtailsnippets_search_term:list"))
    assert reverse("search_health") in page.content.decode()
