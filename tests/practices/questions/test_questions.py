"""Asking the network: who reads, who answers, who is told, and what nobody should write."""

import pytest
from django.urls import reverse

from hub.mail.models import Message
from hub.waiting import asks_of
from network.people.models import User
from practices.demo import load_demo_questions
from practices.models import Question
from practices.questions import services
from search.query.parsing import read
from search.service import search
from tests.practices.test_note_page import seen_by

MEMBERS = {"alice", "bob", "carol", "chair", "editor", "resident", "admin"}


@pytest.fixture
def question(network, alice):
    return services.ask(
        network, alice, title="Who has a policy on surplus money?", detail="Ours is old."
    )


def words(client, user, address):
    client.force_login(user)
    return client.get(address).content.decode().partition('<main id="main"')[2]


@pytest.mark.parametrize("name", sorted(MEMBERS | {"dana", "stranger"}))
def test_members_read_a_question_and_nobody_else_does(client, question, request, name):
    user = request.getfixturevalue(name)
    if name == "stranger":
        assert client.get(question.get_absolute_url()).status_code == 302
    else:
        assert seen_by(client, user, question.get_absolute_url()) == (
            200 if name in MEMBERS else 404
        )
    found = search(read("surplus policy kind:question"), user)
    assert found.total == (name in MEMBERS)


def test_a_lead_asks_from_a_search_that_found_nothing(client, network, alice):
    assert "Ask the network" in words(client, alice, "/search/?q=zzqx")
    assert 'value="zzqx"' in words(client, alice, reverse("practices:ask") + "?title=zzqx")
    answer = client.post(
        reverse("practices:ask"), {"title": "What is zzqx?", "detail": "", "topic": ""}
    )
    question = Question.objects.get()
    assert answer.url == question.get_absolute_url()
    assert (question.by, question.council) == (alice, alice.council)


def test_an_adass_manager_does_not_ask(client, dana):
    assert seen_by(client, dana, reverse("practices:ask")) == 403
    assert "Ask the network" not in words(client, dana, "/search/?q=zzqx")


def test_whoever_asked_hears_of_each_answer_and_search_finds_its_words(
    client, question, alice, carol
):
    client.force_login(carol)
    client.post(question.get_absolute_url(), {"text": "We claw back after eight weeks."})
    services.answer(question, alice, "Thank you.")
    (letter,) = Message.objects.all()
    assert letter.recipients == [alice.email]
    assert "eight weeks" in letter.text() and question.get_absolute_url() in letter.text()
    assert search(read("claw back kind:question"), carol).total == 1
    assert "claw" in words(client, alice, question.get_absolute_url())


def test_nobody_who_has_left_is_told(question, alice, carol):
    alice.memberships.all().delete()
    services.answer(type(question).objects.get(pk=question.pk), carol, "Too late.")
    assert not Message.objects.exists()


@pytest.mark.parametrize("where", ["question", "answer"])
def test_words_like_a_residents_own_are_shown_before_they_are_kept(client, question, carol, where):
    client.force_login(carol)
    text = "Her NHS number is 943 476 5919."
    address, fields = {
        "question": (reverse("practices:ask"), {"title": "A case", "detail": text}),
        "answer": (question.get_absolute_url(), {"text": text}),
    }[where]
    said = client.post(address, fields).content.decode()
    assert "943 476 5919" in said and 'type="checkbox"' in said
    assert (Question.objects.count(), question.answers.count()) == (1, 0)
    assert client.post(address, fields | {"sure": "on"}).status_code == 302


def test_an_empty_form_says_what_is_missing_and_keeps_nothing(client, question, alice):
    client.force_login(alice)
    for address in (reverse("practices:ask"), question.get_absolute_url()):
        assert "Error:" in client.post(address, {}).content.decode()
    assert client.post(reverse("practices:ask"), {"title": "\x00" * 200}).status_code == 200
    assert client.get(reverse("practices:questions") + "?page=x&all=%00").status_code == 200


def test_only_whoever_asked_says_that_it_is_answered(client, question, alice, carol):
    address = reverse("practices:settle_question", args=[question.pk])
    client.force_login(carol)
    assert client.post(address).status_code == 403
    client.force_login(alice)
    client.post(address)
    assert question.title not in words(client, carol, reverse("practices:questions"))
    assert question.title in words(client, carol, reverse("practices:questions") + "?all=1")
    client.force_login(alice)
    client.post(address, {"again": "1"})
    assert question.title in words(client, carol, reverse("practices:questions"))


def test_words_are_taken_down_by_whoever_wrote_them_or_an_editor(
    client, question, bob, carol, editor
):
    first, second = (services.answer(question, carol, text) for text in ("Claw back.", "Or not."))
    address = reverse("practices:take_down_answer", args=[question.pk, first.pk])
    client.force_login(bob)
    assert client.post(address).status_code == 403
    client.force_login(carol)
    assert "goes for good" in client.get(address).content.decode()
    assert question.answers.count() == 2
    client.post(address)
    assert list(question.answers.all()) == [second]
    assert search(read("claw kind:question"), carol).total == 0
    client.force_login(editor)
    client.post(reverse("practices:take_down_question", args=[question.pk]))
    assert not Question.objects.exists()
    assert search(read("surplus kind:question"), carol).total == 0


def test_the_home_page_shows_what_waits_to_those_who_may_know(
    question, alice, carol, dana, resident
):
    def told(user):
        return [
            ask.title
            for ask in asks_of(type(user).objects.get(pk=user.pk))
            if "question" in ask.title
        ]

    assert told(carol) == ["1 question without an answer"]
    assert [told(user) for user in (alice, dana, resident)] == [[], [], []]
    services.answer(question, carol, "Yes.")
    assert told(carol) == []


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    client, network, alice, carol, django_assert_max_num_queries
):
    for number in range(12):
        services.answer(services.ask(network, alice, title=f"Question {number}"), carol, "Yes.")
    client.force_login(carol)
    client.get(reverse("practices:questions"))
    with django_assert_max_num_queries(12):
        client.get(reverse("practices:questions"))


def test_the_demonstration_has_questions_of_its_people_once(network, alice):
    User.objects.filter(pk=alice.pk).update(email="asha.rahman@cordlemere.example")
    for _ in range(2):
        load_demo_questions(network)
    (question,) = Question.objects.all()
    assert question.by == alice and question.topic is None


@pytest.mark.parametrize("name", ["chair", "editor", "admin", "resident"])
def test_an_answer_without_a_council_opens_for_everybody(client, question, resident, request, name):
    """A resident belongs to no council; those who may take the answer down see a link that names it."""
    services.answer(question, resident, "We wrote our own, ask me.")
    page = words(client, request.getfixturevalue(name), question.get_absolute_url())
    assert "ask me" in page
    assert "the answer of Rosa Example" in page


def test_an_answer_of_nobody_opens_too(client, question, chair):
    """Account and council are gone; the words stay."""
    answer = services.answer(question, chair, "Since 2019.") or question.answers.get()
    type(answer).objects.filter(pk=answer.pk).update(by=None, council=None)
    assert "the answer of somebody who has left" in words(
        client, chair, question.get_absolute_url()
    )
