import smtplib
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from hub.access.roles import Role
from hub.mail import delivery
from hub.mail.models import Message, State
from hub.mail.outbox import post
from network.councils.services import set_up_network
from tests.conftest import person

pytestmark = pytest.mark.django_db


def tell(address="carol@example.org", subject="Hello", thread=""):
    return post([address], subject, "emails/plain", {"words": "A & B met."}, thread=thread)[0]


class Refusing:
    """A carrier whose server is away for some subjects."""

    def __init__(self, *subjects, error=None):
        self.subjects, self.error, self.carried = subjects, error, []

    def prepare(self, message):
        pass

    def hand_over(self, message):
        if message.subject in self.subjects:
            raise self.error or ConnectionRefusedError("the server is away")
        self.carried.append(message.subject)


def send_with(carrier):
    for message in iter(lambda: Message.objects.due().order_by("pk").first(), None):
        assert message.claim()
        delivery.send_one(message, carrier)
    return carrier.carried


def test_a_message_waits_and_then_lands_in_the_mail_folder(settings, tmp_path):
    settings.HUB_DATA = tmp_path
    message = tell()
    assert message.state == State.WAITING
    assert delivery.send_due() == 1
    [file] = Path(tmp_path / "mail").iterdir()
    assert b"Subject: Hello" in file.read_bytes()
    message.refresh_from_db()
    assert message.state == State.SENT


def test_plain_text_is_not_escaped_and_html_is():
    message = tell()
    assert "A & B met." in message.text()
    assert "A &amp; B met." in message.parsed().get_body(("html",)).get_content()


def test_djangos_own_mail_goes_into_the_outbox():
    send_mail("A code", "123", None, ["alice@example.org"])
    assert Message.objects.get().recipients == ["alice@example.org"]


def test_a_message_of_a_change_that_did_not_happen_is_not_kept():
    with pytest.raises(RuntimeError), transaction.atomic():
        tell()
        raise RuntimeError
    assert not Message.objects.exists()


def test_a_cancellation_never_overtakes_its_invitation():
    tell(subject="Invitation", thread="meeting-1")
    tell(subject="Cancelled", thread="meeting-1")
    tell(subject="Other")
    assert send_with(Refusing("Invitation")) == ["Other"]
    Message.objects.filter(subject="Invitation").update(next_try=timezone.now())
    assert send_with(Refusing()) == ["Invitation", "Cancelled"]


def test_one_persons_trouble_holds_nobody_else_back():
    post(["a@example.org", "b@example.org"], "One", "emails/plain", {"words": "x"}, thread="t")
    later = timezone.now() + timedelta(hours=1)
    Message.objects.filter(recipients=["a@example.org"]).update(next_try=later)
    post(["a@example.org", "b@example.org"], "Two", "emails/plain", {"words": "x"}, thread="t")
    assert send_with(Refusing()) == ["One", "Two"]


def test_a_failed_try_waits_longer_each_time_and_keeps_the_reason():
    with time_machine.travel("2026-03-02 09:00Z", tick=False):
        message = tell()
        send_with(Refusing("Hello"))
        message.refresh_from_db()
        assert message.next_try == timezone.now() + timedelta(minutes=1)
        assert "the server is away" in message.last_error
    with time_machine.travel("2026-03-02 09:02Z", tick=False):
        send_with(Refusing("Hello"))
        message.refresh_from_db()
        assert message.next_try == timezone.now() + timedelta(minutes=2)


def test_a_final_no_is_not_tried_again_and_nothing_is_lost():
    message = tell()
    refused = smtplib.SMTPRecipientsRefused({"carol@example.org": (550, b"no such user")})
    send_with(Refusing("Hello", error=refused))
    message.refresh_from_db()
    assert message.state == State.FAILED
    assert not Message.objects.due().exists()


def test_a_message_that_another_process_has_taken_is_left_alone():
    message = tell()
    assert message.claim()
    assert not message.claim()


def test_a_notice_says_how_to_stop_it():
    [message] = post(
        ["carol@example.org"], "News", "emails/plain", {"words": "x"}, notice_url="https://h/stop"
    )
    assert message.parsed()["List-Unsubscribe"] == "<https://h/stop>"
    assert "https://h/stop" in message.text()


def test_a_line_break_in_a_subject_cannot_add_a_header():
    message = tell(subject="Hello\r\nBcc: x@example.org")
    assert message.parsed()["Bcc"] is None
    assert message.recipients == ["carol@example.org"]


def test_only_administrators_see_the_outbox(client, alice, chair, admin):
    message = tell()
    for user, answer in ((None, 302), (alice, 404), (chair, 404), (admin, 200)):
        client.force_login(user) if user else client.logout()
        for address in ("/mail/", f"/mail/{message.pk}/"):
            assert client.get(address).status_code == answer


def test_an_administrator_sees_the_kind_of_a_message_but_neither_subject_nor_words(
    client, alice, admin
):
    message = tell(alice.email, "Issue about Mr Price")
    client.force_login(admin)
    for address in ("/mail/", f"/mail/{message.pk}/"):
        page = client.get(address).content.decode()
        assert "Plain" in page and alice.email in page
        assert "Price" not in page and "B met" not in page


def test_an_administrator_of_one_network_sees_no_message_to_people_of_another(client, alice, admin):
    theirs = person("Esme", set_up_network("East Midlands"), Role.CHAIR)
    mine, other, guests = tell(alice.email), tell(theirs.email.upper()), tell("new@example.org")
    client.force_login(admin)
    page = client.get("/mail/").content.decode()
    assert f"/mail/{mine.pk}/" in page
    for hidden in (other, guests):
        assert f"/mail/{hidden.pk}/" not in page
        assert client.get(f"/mail/{hidden.pk}/").status_code == 404
        assert client.post(f"/mail/{hidden.pk}/again/", {"drop": ""}).status_code == 404


def test_an_administrator_tries_a_failed_message_again(client, admin):
    message = tell()
    Message.objects.update(state=State.FAILED, tries=12)
    client.force_login(admin)
    client.post(f"/mail/{message.pk}/again/")
    message.refresh_from_db()
    assert (message.state, message.tries) == (State.WAITING, 0)
