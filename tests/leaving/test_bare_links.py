"""A link from a mail is passed on: its page prints nothing of whom it was written for."""

import pytest
from django.urls import reverse

from network.escalations.models import FollowUp, Issue, Level
from network.escalations.signed_links import sign_check
from network.escalations.states import State
from network.meetings import inviting
from network.meetings.invitees import token_for
from network.meetings.models import Answer, Payment
from network.people.roles import leave
from search.models import SavedSearch

NEED = "I lip-read, and my dog comes along"


@pytest.fixture
def told(announced, carol):  # noqa: F811
    invitation = announced[0].invitations.get(person=carol)
    inviting.answer(invitation, Answer.ONLINE, guests=3, access_needs=NEED)
    invitation.payment = Payment.ACCEPTED
    invitation.save()
    return invitation


@pytest.fixture
def link(told):
    return reverse("meetings:answer", args=[token_for(told)])


def test_a_forwarded_invitation_shows_nothing_that_was_told(client, link, bob):
    for reader in (None, bob):
        if reader:
            client.force_login(reader)
        page = client.get(link)
        words = page.content.decode()
        assert "lip-read" not in words and "checked" not in words and 'value="3"' not in words
        assert "Carol" not in words and "carol@" not in words and "compensation" not in words
        assert "You have told us your access needs." in words
        assert "no-store" in page.headers["Cache-Control"]
        assert page.headers["X-Robots-Tag"] == "noindex"


def test_the_invited_person_signed_in_sees_what_they_said(client, link, carol):
    client.force_login(carol)
    words = client.get(link).content.decode()
    assert "lip-read" in words and 'value="3"' in words and "You are signed in as Carol" in words


def test_an_empty_field_of_the_bare_link_keeps_what_was_told(client, link, told):
    client.post(link, {"answer": "no", "guests": "", "access_needs": ""})
    told.refresh_from_db()
    assert (told.answer, told.guests, told.access_needs) == (Answer.NO, 3, NEED)


def test_needs_are_changed_or_forgotten_through_the_link(client, link, told):
    said = client.post(link, {"answer": "online", "access_needs": "A quiet room"})
    told.refresh_from_db()
    assert told.access_needs == "A quiet room"
    assert "A quiet room" not in said.content.decode(), "the answer is not printed back"
    assert "Thank you, that is noted." in said.content.decode()
    client.post(link, {"answer": "online", "forget_needs": "on"})
    told.refresh_from_db()
    assert told.access_needs == ""


def test_a_signed_in_person_empties_the_field_itself(client, link, told, carol):
    client.force_login(carol)
    client.post(link, {"answer": "online", "guests": "0", "access_needs": ""})
    told.refresh_from_db()
    assert (told.guests, told.access_needs) == (0, "")


def test_a_wrong_answer_keeps_the_typed_words_and_changes_nothing(client, link, told):
    page = client.post(link, {"answer": "maybe", "access_needs": "Typed just now"})
    assert "Typed just now" in page.content.decode()
    told.refresh_from_db()
    assert told.access_needs == NEED


def test_the_words_below_each_field_say_who_sees_it(client, link, told, alice, bob, chair, dana):
    assert (
        "Those who chair the group and the leads of the council that hosts"
        in client.get(link).content.decode()
    )
    for reader, sees in ((chair, True), (bob, False), (dana, False)):
        client.force_login(reader)
        answers = client.get(reverse("meetings:answers", args=[told.meeting.pk]))
        assert (answers.status_code == 200) is sees


@pytest.fixture
def check_link(network, dudley, alice):
    issue = Issue.objects.create(
        network=network, raised_by=alice, council=dudley, title="Money of Mrs Brown",
        state=State.TOLD_BACK, level=Level.ADASS,
    )  # fmt: skip
    check = FollowUp.objects.create(issue=issue, user=alice, council=dudley)
    return f"/raised/check/{sign_check(check)}/"


def test_did_it_work_tells_the_title_to_the_person_asked_alone(client, check_link, alice, bob):
    for reader in (None, bob):
        if reader:
            client.force_login(reader)
        words = client.get(check_link).content.decode()
        assert "Mrs Brown" not in words and "Alice" not in words and "Issue " in words
    client.force_login(alice)
    assert "Mrs Brown" in client.get(check_link).content.decode()


def test_did_it_work_is_not_asked_of_who_has_left(client, check_link, network, alice, chair):
    leave(alice, network, by=chair, reason="Left")
    page = client.get(check_link)
    assert page.status_code == 410
    assert "has left the network since" in page.content.decode()


def test_stopping_mails_names_the_search_to_its_owner_alone(client, alice):
    saved = SavedSearch.objects.create(user=alice, name="safeguarding Mrs Brown", address="q=x")
    stop = reverse("search_stop", args=[saved.token])
    assert "Mrs Brown" not in client.get(stop).content.decode()
    client.force_login(alice)
    assert "Mrs Brown" in client.get(stop).content.decode()
    client.logout()
    done = client.post(stop).content.decode()
    assert "No more mails" in done and "Mrs Brown" not in done
    saved.refresh_from_db()
    assert saved.often == SavedSearch.Often.NEVER


DEAD_LINKS = [
    "/meetings/answer/1:made-up/", "/meetings/answer/x/", "/meetings/calendar/gone/all.ics",
    "/feeds/all.atom?key=gone", "/feeds/councils/dudley.atom?key=", "/search/saved/gone/feed/",
    "/search/saved/gone/stop/", "/raised/check/gone/", "/people/join/gone/",
    "/people/join/" + "x" * 3000 + "/", "/meetings/answer/%00/", "/search/saved/%F0%9F%98%80/stop/",
]  # fmt: skip


@pytest.mark.parametrize("address", DEAD_LINKS)
def test_a_dead_link_of_any_kind_says_so_and_shows_a_way_on(client, network, address):
    page = client.get(address)
    words = page.content.decode()
    assert page.status_code == 410
    assert "does not work" in words
    assert (
        'class="button"' in words or '<ul class="links">' in words or "/accounts/signup/" in words
    )


USED_UP = [
    "/accounts/password/reset/complete/", "/accounts/password/reset/confirm/",
    "/accounts/login/code/confirm/", "/accounts/password/reset/key/1-abc/",
    "/accounts/confirm-email/gone/", "/accounts/2fa/authenticate/", "/accounts/inactive/",
    "/accounts/password/reset/key/done/", "/accounts/password/reset/done/",
]  # fmt: skip


@pytest.mark.parametrize("address", USED_UP)
def test_a_used_up_step_of_signing_in_leads_on(client, network, address):
    page = client.get(address, follow=True)
    words = page.content.decode()
    assert page.status_code in (200, 404)
    assert "/accounts/" in words.split("<main")[1] or 'href="/"' in words.split("<main")[1]
