"""The words below each field, held against what other people are really shown."""

import pytest

from network.people.models import Role
from tests.conftest import person

MEMBERS_SEE = "Members of your network see it, ADASS managers among them."
RUNNING_SEE = "Only those who run the network see it"
SECRETS = {"phone": "01384 555123", "contact_note": "I lip-read: write to me"}


@pytest.fixture
def rosa(network):
    return person("Rosa", network, Role.RESIDENT, organisation="Forum", **SECRETS)


@pytest.fixture
def olive(network, dudley):
    return person("Olive", network, Role.DP_LEAD, dudley, job_title="Lead officer", **SECRETS)


@pytest.mark.parametrize("reader", ["bob", "carol", "dana", "editor", "chair", "admin"])
def test_members_see_of_an_officer_what_the_form_says(signed_in, olive, reader, request):
    page = signed_in(request.getfixturevalue(reader)).get(f"/people/{olive.pk}/").content.decode()
    assert all(words in page for words in (*SECRETS.values(), olive.email, "Lead officer"))


@pytest.mark.parametrize("reader", ["bob", "carol", "dana", "editor", "chair", "admin"])
def test_those_who_run_the_network_alone_see_how_to_reach_a_resident(
    signed_in, rosa, reader, request
):
    page = signed_in(request.getfixturevalue(reader)).get(f"/people/{rosa.pk}/").content.decode()
    runs = reader in ("chair", "admin")
    assert all((words in page) is runs for words in (*SECRETS.values(), rosa.email))


@pytest.mark.parametrize("who", ["rosa", "olive"])
def test_the_form_says_so_below_each_field(signed_in, who, request):
    page = signed_in(request.getfixturevalue(who)).get("/people/account/details/").content.decode()
    assert page.count(MEMBERS_SEE) == (3 if who == "rosa" else 6)
    assert page.count(RUNNING_SEE) == (3 if who == "rosa" else 0)


def test_a_newcomer_reads_it_before_joining(client, invited):
    page = client.get(invited[1]).content.decode()
    assert MEMBERS_SEE in page and RUNNING_SEE not in page


def test_strangers_see_who_chairs_and_the_chair_is_told(client, signed_in, chair, olive):
    assert chair.email in client.get("/accounts/signup/").content.decode()
    assert "people who ask to join" in signed_in(chair).get("/people/account/").content.decode()
    assert "people who ask to join" not in signed_in(olive).get("/people/account/").content.decode()


def test_the_address_of_a_resident_who_chairs_is_shown_to_nobody_on_account_pages(
    client, signed_in, network, rosa, alice
):
    rosa.memberships.create(network=network, role=Role.CHAIR)
    assert rosa.email not in client.get("/accounts/signup/").content.decode()
    assert rosa.email not in signed_in(alice).get("/people/account/").content.decode()
