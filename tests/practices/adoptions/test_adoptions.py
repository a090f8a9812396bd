"""“We do this too”: who may say so, who sees it, who is told, and what search makes of it."""

import pytest
from django.urls import reverse

from hub.mail.models import Message
from network.councils.services import set_up_network
from network.people.models import Role, User
from practices.adoptions import services
from practices.demo import load_demo_adoptions
from practices.models import Adoption
from search.query.parsing import Query
from search.service import search
from tests.conftest import person
from tests.practices.test_note_page import seen_by


@pytest.fixture
def note(make_note, dudley, alice):
    return make_note(dudley, "Card checks", alice, audience="public")


def form(note):
    return reverse("practices:we_do_this", args=[note.pk])


def page(client, user, note):
    client.force_login(user)
    return client.get(note.address).content.decode().partition('<main id="main"')[2]


def test_a_lead_elsewhere_says_how_far_she_has_got_and_the_owner_hears(client, note, carol, alice):
    assert "We do this too" in page(client, carol, note)
    client.post(form(note), {"how": "trying", "line": "With twenty cards at first."})
    own = page(client, carol, note)
    assert "Change what we said" in own and "We do this too" not in own
    said = page(client, alice, note)
    assert "Change what we said" not in said
    assert "Trying it" in said and "With twenty cards" in said and "Carol Example" in said
    (letter,) = Message.objects.all()
    assert letter.recipients == [alice.email] and "With twenty cards" in letter.text()


def test_a_changed_word_replaces_the_first_and_is_not_mailed_again(client, note, carol):
    client.force_login(carol)
    client.post(form(note), {"how": "trying", "line": ""})
    assert "Take our word back" in client.get(form(note)).content.decode()
    client.post(form(note), {"how": "stopped", "line": "Nobody had the time."})
    assert Adoption.objects.get().how == "stopped"
    assert Message.objects.count() == 1
    client.post(form(note), {"back": "1"})
    assert not Adoption.objects.exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("alice", 403),
        ("bob", 403),
        ("carol", 200),
        ("dana", 403),
        ("resident", 403),
        ("editor", 403),
    ],
)
def test_only_other_councils_speak_for_themselves(client, note, request, name, status):
    assert seen_by(client, request.getfixturevalue(name), form(note)) == status


def test_strangers_read_the_note_but_not_who_else_does_it(client, note, carol):
    services.say(note, carol, "doing", "")
    said = client.get(note.address).content.decode()
    assert "Who else does this" not in said and "Walsall" not in said.partition("<main")[2]
    assert client.get(form(note)).status_code == 302


def test_people_of_another_network_read_the_note_but_not_who_else_does_it(client, note, carol):
    services.say(note, carol, "doing", "With twenty cards at first.")
    elsewhere = set_up_network("North East")
    council = elsewhere.councils.first()
    nora = person("Nora", elsewhere, Role.DP_LEAD, council)
    said = page(client, nora, note)
    assert "Card checks" in said and "With twenty cards" not in said and "Carol" not in said
    assert list(Adoption.objects.visible_to(nora)) == []
    services.say(note, nora, "trying", "")
    assert council.short_name in page(client, nora, note)
    assert council.short_name not in page(client, carol, note)


def test_a_note_that_she_may_not_read_is_not_there(client, make_note, dudley, alice, carol):
    hidden = make_note(dudley, "Ours alone", alice, audience="council")
    assert seen_by(client, carol, form(hidden)) == 404


def test_words_like_a_residents_own_are_shown_first(client, note, carol):
    client.force_login(carol)
    wrong = {"how": "doing", "line": "Her NHS number is 943 476 5919."}
    assert "943 476 5919" in client.post(form(note), wrong).content.decode()
    assert "Error:" in client.post(form(note), {}).content.decode()
    assert not Adoption.objects.exists()


def test_search_can_put_first_what_most_councils_do(make_note, note, dudley, alice, carol, chair):
    other = make_note(dudley, "Card letters", alice, audience="public")
    services.say(other, carol, "doing", "")
    services.say(note, carol, "stopped", "")
    found = search(Query(sort="adopted", filters={"kind": ("note",)}), carol).results
    assert [(one.entry.title, one.entry.extra["adopted"]) for one in found] == [
        ("Card letters", 1),
        ("Card checks", 0),
    ]
    services.take_back(other, carol)
    found = search(Query(sort="adopted", filters={"kind": ("note",)}), carol).results
    assert {one.entry.extra["adopted"] for one in found} == {0}


def test_the_demonstration_has_words_of_its_people_once(make_note, network, walsall, alice, carol):
    User.objects.filter(pk=alice.pk).update(email="asha.rahman@cordlemere.example")
    make_note(walsall, "Rates", carol, ref="three-rate-bands")
    for _ in range(2):
        load_demo_adoptions(network)
    assert Adoption.objects.get().council == alice.council
