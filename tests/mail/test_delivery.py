"""Messages leave at most once by one runner, and nothing waits behind a runner that died."""

import re
from datetime import timedelta

import pytest
import time_machine

from hub.mail import delivery
from hub.mail.models import Message, State
from hub.mail.outbox import post
from network.people.invitations import Guest, invite
from network.people.models import Role
from tests.mail.smtp_server import mail_server

pytestmark = pytest.mark.django_db


def tell(subject="Hello", **more):
    return post(["carol@example.org"], subject, "emails/plain", {"words": "We met."}, **more)[0]


def subjects(server):
    return [
        line.removeprefix(b"Subject: ").decode()
        for taken in server.taken
        for line in taken.splitlines()
        if line.startswith(b"Subject: ")
    ]


def test_a_real_server_gets_each_message_once(settings):
    with mail_server() as server:
        settings.MAIL_URL = server.url
        for number in range(3):
            tell(f"Number {number}")
        assert (delivery.send_due(), delivery.send_due()) == (3, 0)
    assert subjects(server) == ["Number 0", "Number 1", "Number 2"]


def test_a_runner_that_died_before_handing_over_holds_a_message_for_a_minute():
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock:
        message = tell()
        assert message.claim()
        clock.shift(59)
        assert delivery.send_due() == 0
        clock.shift(2)
        assert delivery.send_due() == 1
    message.refresh_from_db()
    assert message.state == State.SENT


def test_a_message_whose_runner_died_while_it_left_is_never_sent_by_another(settings):
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock, mail_server() as server:
        settings.MAIL_URL = server.url
        first, later = tell("First", thread="t"), tell("Later", thread="t")
        assert first.claim() and first.begin_handing_over()
        clock.shift(59)
        assert delivery.send_due() == 0, "its thread keeps the order as long as it may be leaving"
        clock.shift(2)
        assert delivery.send_due() == 1
    first.refresh_from_db()
    later.refresh_from_db()
    assert (first.state, later.state) == (State.UNSURE, State.SENT)
    assert subjects(server) == ["Later"]


def test_a_runner_that_was_away_for_more_than_its_minute_hands_nothing_over():
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock:
        slow = tell()
        assert slow.claim()
        clock.shift(61)
        assert delivery.send_due() == 1, "another runner takes it up"
        assert not slow.begin_handing_over()
        assert not slow.settle(State.WAITING), "nor may the slow one change what became of it"
    slow.refresh_from_db()
    assert slow.state == State.SENT


def test_every_wait_for_the_server_is_shorter_than_the_claim():
    assert delivery.SECONDS * 2 + delivery.SECONDS_FOR_THE_WORDS < 60


def test_a_server_that_stops_answering_fails_that_message_alone(settings, monkeypatch):
    monkeypatch.setattr(delivery, "SECONDS", 0.3)
    with mail_server(silent_at=b"RCPT") as server:
        settings.MAIL_URL = server.url
        message = tell()
        assert delivery.send_due() == 0
    message.refresh_from_db()
    assert (message.state, message.tries) == (State.WAITING, 1)
    assert "timed out" in message.last_error.lower()


def test_when_the_server_is_away_no_message_pays_for_it(settings):
    settings.MAIL_URL = "smtp://127.0.0.1:9"
    messages = [tell(), tell()]
    for _ in range(20):
        with pytest.raises(delivery.ServerAway):
            delivery.send_due()
    for message in messages:
        message.refresh_from_db()
        assert (message.state, message.tries) == (State.WAITING, 0)


def test_a_wrong_password_of_the_hub_fails_no_message(settings):
    """535 to the hub itself is no "no" to a message."""
    with mail_server(refuses=b"AUTH") as server:
        settings.MAIL_URL = server.url.replace("//", "//hub:wrong@")
        message = tell()
        with pytest.raises(delivery.ServerAway):
            delivery.send_due()
    message.refresh_from_db()
    assert (message.state, message.tries) == (State.WAITING, 0)


def test_a_refused_message_does_not_hold_up_the_next(settings):
    with mail_server(refuses=b"RCPT") as server:
        settings.MAIL_URL = server.url
        first = tell("First alert", thread="saved-search-1")
        delivery.send_due()
        first.refresh_from_db()
        assert first.state == State.FAILED
    with mail_server() as server:
        settings.MAIL_URL = server.url
        tell("Second alert", thread="saved-search-1")
        assert delivery.send_due() == 1


def test_a_code_leaves_before_a_hundred_digests(settings):
    with mail_server() as server:
        settings.MAIL_URL = server.url
        for number in range(5):
            tell(f"Digest {number}")
        tell("Your code", secret=True)
        assert delivery.send_due(most=2) == 2
    assert subjects(server) == ["Your code", "Digest 0"]


@pytest.mark.parametrize("state", [State.SENT, State.FAILED, State.DROPPED])
def test_the_words_of_a_code_are_wiped_once_it_is_over(state):
    message = post(["a@example.org"], "Code", "emails/plain", {"words": "ABC-123"}, secret=True)[0]
    assert message.claim()
    assert message.settle(state)
    kept = Message.objects.get()
    assert b"ABC-123" not in bytes(kept.raw)
    assert kept.parsed()["To"] == "a@example.org", "to whom and when stays"


def test_an_unsure_code_is_wiped_too():
    message = post(["a@example.org"], "Code", "emails/plain", {"words": "ABC-123"}, secret=True)[0]
    with time_machine.travel("2030-03-02 09:00Z", tick=False) as clock:
        assert message.claim() and message.begin_handing_over()
        clock.shift(61)
        Message.objects.take_back()
    kept = Message.objects.get()
    assert (kept.state, b"ABC-123" in bytes(kept.raw)) == (State.UNSURE, False)


def test_the_code_to_sign_in_is_secret_and_never_shown(client, alice, admin):
    client.post("/accounts/login/code/", {"email": alice.email})
    message = Message.objects.get(recipients=[alice.email])
    assert message.secret
    code = re.search(r"^([A-Z0-9-]{6,})\s*$", message.text(), re.M)[1]
    client.force_login(admin)
    page = client.get(f"/mail/{message.pk}/").content.decode()
    assert code not in page and "a code or a link to sign in" in page


def test_the_link_of_an_invitation_is_secret_and_wiped(network, chair):
    guest = Guest("new@example.org", "New", (Role.RESIDENT,), organisation="Residents")
    _invitation, link = invite(network, guest, by=chair)
    assert link in Message.objects.get().text()
    assert delivery.send_due() == 1
    assert link not in Message.objects.get().text()


def test_a_message_that_is_old_is_not_sent_after_a_newer_one(client, admin):
    invited, cancelled = tell("Invitation", thread="m"), tell("Cancelled", thread="m")
    Message.objects.filter(pk=invited.pk).update(state=State.FAILED)
    Message.objects.filter(pk=cancelled.pk).update(state=State.SENT)
    client.force_login(admin)
    page = client.post(f"/mail/{invited.pk}/again/", follow=True).content.decode()
    assert "this one is old" in page
    invited.refresh_from_db()
    assert invited.state == State.FAILED


def test_a_message_in_hand_cannot_be_dropped_or_sent_again(client, admin):
    message = tell()
    assert message.claim()
    client.force_login(admin)
    for data in ({}, {"drop": ""}):
        client.post(f"/mail/{message.pk}/again/", data)
        message.refresh_from_db()
        assert message.state == State.TAKEN


def test_a_full_disk_leaves_no_half_message_in_the_folder(settings, tmp_path):
    settings.HUB_DATA = tmp_path
    (tmp_path / "mail").write_text("a file where the folder should be")
    message = tell()
    assert delivery.send_due() == 0
    message.refresh_from_db()
    assert message.state == State.WAITING
    (tmp_path / "mail").unlink()
    with time_machine.travel(message.next_try + timedelta(seconds=1), tick=False):
        assert delivery.send_due() == 1
    assert [file.suffix for file in (tmp_path / "mail").iterdir()] == [".eml"]
