"""What people do by mistake or on purpose gets a plain sentence, and nothing is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from network.escalations import leaving
from network.escalations.models import Evidence, Issue, Signature
from network.escalations.services import answering, checking, triage
from network.escalations.signed_links import sign_check
from network.people.models import Role
from tests.conftest import person
from tests.escalations.conftest import ANSWER, WORDS


def post(client, user, name, args, data):
    client.force_login(user)
    return client.post(reverse(f"escalations:{name}", args=args), data)


def answer_form(**words):
    return {
        "version": 0,
        "actions-TOTAL_FORMS": 1,
        "actions-INITIAL_FORMS": 0,
        **ANSWER,
        **words,
    }


def test_the_second_manager_is_shown_both_texts(client, with_adass, dana, dina):
    post(client, dana, "answer", [with_adass.pk], answer_form(reasons="What Dana wrote."))
    page = post(client, dina, "answer", [with_adass.pk], answer_form(reasons="What Dina wrote."))
    said = page.content.decode()
    assert page.status_code == 409
    assert "What Dana wrote." in said and "What Dina wrote." in said
    assert with_adass.answers.get().reasons == "What Dana wrote."
    again = post(client, dina, "answer", [with_adass.pk], answer_form(version=1, reasons="Both."))
    assert again.status_code == 302
    assert with_adass.answers.get().reasons == "Both."


def test_too_late_a_move_says_so_and_keeps_what_was_typed(client, with_chair, chair):
    triage.send_up(with_chair, chair)
    page = post(client, chair, "do", [with_chair.pk, "decline"], {"reason": "My long reason"})
    said = page.content.decode()
    assert page.status_code == 200
    assert "the issue has moved on" in said and "My long reason" in said


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("report.pdf", b"MZ this is a program", "not what its name says"),
        ("empty.pdf", b"", "empty"),
        ("tool.exe", b"MZ", "Choose a PDF"),
    ],
)
def test_an_attachment_that_lies_is_refused_and_the_words_stay(
    client, alice, legal, name, content, sentence
):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    words = WORDS | {"barrier": legal.pk, "topic": "", "urgency": "normal", "level": "network"}
    page = post(client, alice, "new", [], words | {"file": file})
    said = page.content.decode()
    assert sentence in said and WORDS["title"] in said
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("token", ["x", "eyJjaGVjayI6MX0:abc:def", "%00", "a" * 3000])
def test_a_forged_link_gets_a_sentence(client, db, token):
    page = client.get(f"/raised/check/{token}/")
    assert page.status_code == 410
    assert "Copy all of it from the mail." in page.content.decode()


def test_a_link_for_one_check_cannot_be_turned_into_another(client, answered, alice, carol):
    hers = sign_check(checking.follow_up_of(answered, alice, alice.council))
    other = sign_check(checking.follow_up_of(answered, carol, carol.council))
    mixed = f"{hers.split(':')[0]}:{other.split(':', 1)[1]}"
    assert client.get(f"/raised/check/{mixed}/").status_code == 410


def test_an_old_link_says_that_it_is_old(client, answered, alice):
    token = sign_check(checking.follow_up_of(answered, alice, alice.council))
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        page = client.get(f"/raised/check/{token}/")
    assert page.status_code == 410 and "60 days" in page.content.decode()


def test_opening_a_link_changes_nothing_until_the_button(client, due, alice):
    check = checking.follow_up_of(due, alice, alice.council)
    address = f"/raised/check/{sign_check(check)}/"
    assert client.get(address).status_code == 200
    check.refresh_from_db()
    assert check.answer == ""
    assert "Thank you" in client.post(address, {"answer": "no", "line": "Nothing"}).content.decode()
    check.refresh_from_db()
    assert check.answer == "no"


def test_a_link_after_it_was_opened_again_says_so(client, answered, alice, chair):
    check = checking.follow_up_of(answered, alice, alice.council)
    checking.reopen(answered, chair, "Again.")
    page = client.post(f"/raised/check/{sign_check(check)}/", {"answer": "yes"})
    assert "moved on" in page.content.decode()


def test_when_the_raiser_leaves_the_next_lead_takes_over(gathering, alice, dudley, network):
    next_lead = person("Nora", network, Role.DP_LEAD, dudley)
    alice.memberships.update(
        started=timezone.localdate() - timedelta(days=9), ended=timezone.localdate()
    )
    assert leaving.pass_on_all() == 1
    assert Issue.objects.get(pk=gathering.pk).raised_by == next_lead
    assert leaving.pass_on_all() == 0


def test_with_no_next_lead_it_waits_for_one(gathering, alice):
    alice.is_active = False
    alice.save()
    assert leaving.pass_on_all() == 0


def test_a_council_that_left_cannot_sign(client, gathering, carol, walsall):
    walsall.memberships.update(
        joined=timezone.localdate() - timedelta(days=9), left=timezone.localdate()
    )
    answer = post(client, carol, "do", [gathering.pk, "sign"], {})
    assert answer.status_code == 403
    assert Signature.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "/raised/new/?from_page=1%00",
        "/raised/new/?from_page=999999999999999999999999",
        "/raised/new/?from_page=abc",
        "/raised/new/?from_meeting=-1",
        "/raised/?page=x&show=%27",
        "/raised/heard/?page=-3",
        "/raised/999999999999/",
    ],
)
def test_odd_addresses_never_break(client, alice, address):
    client.force_login(alice)
    assert client.get(address).status_code in (200, 404)


def test_a_note_she_may_not_see_is_not_taken_as_evidence(client, alice, walsall):
    page = walsall.page
    page.live = False
    page.save()
    client.force_login(alice)
    said = client.get(f"/raised/new/?from_page={page.pk}").content.decode()
    assert "It starts from" not in said


def test_about_a_provider_is_private_until_the_provider_replied(client, alice, chair, legal):
    words = WORDS | {"barrier": legal.pk, "topic": "", "urgency": "normal"}
    named = words | {"provider_name": "Brightwater", "level": "network"}
    assert (
        "Feedback about a named provider" in post(client, alice, "new", [], named).content.decode()
    )
    assert post(client, alice, "new", [], named | {"level": "council"}).status_code == 302
    issue = Issue.objects.get()
    post(client, alice, "ready", [issue.pk], {})
    wider = post(client, alice, "do", [issue.pk, "widen"], {"level": "adass"})
    assert "right of reply" in wider.content.decode()
    post(client, chair, "do", [issue.pk, "provider"], {"text": "We have put it right."})
    assert post(client, alice, "do", [issue.pk, "widen"], {"level": "adass"}).status_code == 302


def test_a_publish_moment_in_the_past_publishes_now(client, with_adass, dana):
    post(
        client, dana, "answer", [with_adass.pk],
        answer_form(publish="1", publish_at="2020-01-01 09:00"),
    )  # fmt: skip
    assert Issue.objects.get(pk=with_adass.pk).answered_at is not None


def test_an_unfinished_action_is_named(client, with_adass, dana):
    page = post(client, dana, "answer", [with_adass.pk], answer_form(**{"actions-0-text": "Draft"}))
    assert "what, who and by when" in page.content.decode()
    assert not answering.Answer.objects.exists()
