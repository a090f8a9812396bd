"""Issues in the hands of the cast."""

import pytest
from django.utils import timezone

from network.escalations.models import Barrier, Issue
from network.escalations.services import answering, managing, raising, triage
from network.people.models import Role
from tests.conftest import person

WORDS = {
    "title": "Let funds start without a full tender",
    "what_happens": "Buying rules treat each fund as a new contract.",
    "who_affected": "About 40 people a year.",
    "what_we_ask": "Agree that a checked provider is enough.",
    "topic": "isfs",
}
ANSWER = {
    "outcome": "partly",
    "in_plain_words": "We will back one shared check list.",
    "reasons": "The wait is real.",
    "not_yet_because": "Contracts stay with each council.",
}


@pytest.fixture
def legal(db):
    return Barrier.objects.get(slug="legal")


@pytest.fixture
def erin_of_solihull(network):
    """Direct payments lead in Solihull."""
    return person("Sally", network, Role.DP_LEAD, network.councils.get(slug="solihull"))


@pytest.fixture
def deputy(network):
    return person("Devi", network, Role.DEPUTY, network.councils.get(slug="coventry"))


@pytest.fixture
def dina(network):
    """A second ADASS manager."""
    return person("Dina", network, Role.ADASS_MANAGER, organisation="ADASS West Midlands")


@pytest.fixture
def draft(alice, network, legal):
    return raising.save_draft(alice, network, WORDS | {"barrier": legal})


@pytest.fixture
def gathering(draft, alice):
    return raising.send(draft, alice)


@pytest.fixture
def with_chair(gathering, carol, erin_of_solihull, chair):
    raising.sign(gathering, carol)
    raising.sign(gathering, erin_of_solihull)
    return Issue.objects.get(pk=gathering.pk)


@pytest.fixture
def with_adass(with_chair, chair, dana):
    return triage.send_up(with_chair, chair)


@pytest.fixture
def answered(with_adass, dana):
    managing.take(with_adass, dana)
    answer = answering.save_answer(with_adass, dana, 0, ANSWER)
    answering.publish(with_adass, dana, answer.version)
    return Issue.objects.get(pk=with_adass.pk)


def make_due(issue):
    """The months after which we ask whether it worked are over. Returns the issue as it is then."""
    Issue.objects.filter(pk=issue.pk).update(check_on=timezone.localdate())
    return Issue.objects.get(pk=issue.pk)


@pytest.fixture
def due(answered):
    return make_due(answered)


@pytest.fixture
def raised(network, legal):
    """Raise an issue with other words than the usual ones."""

    def make(by, send=True, **words):
        issue = raising.save_draft(by, network, WORDS | {"barrier": legal} | words)
        return raising.send(issue, by) if send else issue

    return make
