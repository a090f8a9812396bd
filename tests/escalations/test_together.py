"""A barrier several councils share: asked quietly, named only by agreement, raised together."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from hub.mail.models import Message
from network.escalations.models import JointReply
from network.escalations.permissions import Refused
from network.escalations.services import together


@pytest.fixture
def pattern(raised, alice, carol, erin_of_solihull):
    for lead in (alice, carol, erin_of_solihull):
        raised(lead, level="council", topic="fraud", title=f"Stuck {lead.pk}")


@pytest.fixture
def ask(pattern, network, chair):
    return together.ask_councils(network, chair, "legal", "topic:fraud", "Let us move it.")


def page(client, user):
    client.force_login(user)
    return client.get(reverse("escalations:patterns")).content.decode()


def test_the_chair_is_shown_a_drafted_issue_without_a_name(client, pattern, chair):
    said = page(client, chair).partition('<main id="main"')[2].partition("<footer")[0]
    assert "3 councils met it" in said and "Together we ask" in said
    for name in ("Dudley", "Walsall", "Solihull"):
        assert name not in said


def test_two_councils_are_no_pattern(raised, alice, carol, network):
    raised(alice, topic="fraud")
    raised(carol, topic="fraud")
    assert together.patterns_of(network) == []


def test_each_council_is_asked_by_itself(ask, alice, carol):
    letters = [m for m in Message.objects.all() if "together" in m.subject]
    assert sorted(m.recipients[0].split("@")[0] for m in letters) == ["alice", "carol", "sally"]
    assert not [m for m in letters if "Walsall" in m.text() or "Dudley" in m.text()]


def word(ask, lead, value):
    return together.answer_ask(ask.replies.get(council=lead.council), lead, value)


def test_only_the_council_that_agreed_is_named(client, ask, carol, chair):
    word(ask, carol, "yes")
    said = page(client, chair).partition('<main id="main"')[2].partition("<footer")[0]
    assert "Walsall" in said and "Dudley" not in said


def test_it_is_raised_with_those_who_agreed_when_they_are_enough(
    ask, alice, carol, erin_of_solihull, chair
):
    word(ask, alice, "yes")
    word(ask, carol, "unnamed")
    with pytest.raises(Refused, match="Not enough"):
        together.raise_together(ask, chair, "Together")
    word(ask, erin_of_solihull, "yes")
    issue = together.raise_together(ask, chair, "Together")
    assert issue.state == "chair"
    signed = {s.council.slug: s.name_withheld for s in issue.signatures.all()}
    assert signed == {"dudley": False, "walsall": True, "solihull": False}


def test_a_word_outlives_the_account_that_gave_it(ask, alice, bob, carol, erin_of_solihull, chair):
    for lead in (alice, carol, erin_of_solihull):
        word(ask, lead, "yes")
    ask.replies.filter(council=alice.council).update(by=None)  # as when her account is deleted
    alice.memberships.update(user=bob)
    issue = together.raise_together(ask, chair, "Together")
    assert issue.signatures.get(council=alice.council).signed_by == bob


def test_a_council_without_anybody_to_sign_does_not_count(
    ask, alice, carol, erin_of_solihull, chair
):
    for lead in (alice, carol, erin_of_solihull):
        word(ask, lead, "yes")
    ask.replies.filter(council=alice.council).update(by=None)
    alice.memberships.all().delete()
    assert together.willing(ask) == 2
    with pytest.raises(Refused, match="Not enough"):
        together.raise_together(ask, chair, "Together")


def test_nobody_answers_for_another_council(ask, carol, alice):
    reply = ask.replies.get(council=alice.council)
    with pytest.raises(PermissionDenied):
        together.answer_ask(reply, carol, JointReply.Word.YES)


def test_a_lead_says_yes_on_her_page(client, ask, carol):
    client.force_login(carol)
    address = reverse("escalations:together")
    assert "Let us move it." in client.get(address).content.decode()
    reply = ask.replies.get(council=carol.council)
    client.post(address, {"reply": reply.pk, "word": "yes"})
    reply.refresh_from_db()
    assert reply.word == "yes"
