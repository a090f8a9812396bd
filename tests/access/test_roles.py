"""One table of roles; a role that is not in it sees what a stranger sees."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from hub.access.audience import keys_of
from hub.access.roles import ROLES_GIVEN_BY, ROLES_THAT, Role, may, may_anywhere, networks_where
from network.councils.services import set_up_network
from network.people.models import Membership, User
from network.people.permissions import can_invite, grantable_roles
from practices.models import PracticeNotePage
from tests.conftest import person

ROOT = Path(__file__).parents[2]
NAMES_ROLES_FOR_THEIR_ORDER = {
    "hub/access/roles.py",
    "network/escalations/people.py",  # the chair hears first, then the deputies
    "network/people/search_records.py",  # other words by which search knows a role
    "network/people/invitations.py",  # the first chair is made
    "practices/posting/mails.py",  # editors hear first, then chairs
    "network/escalations/demo.py",
    "network/meetings/demo.py",
}


@pytest.fixture
def observer(network, dudley):
    """A membership with a role that nobody described."""
    return person("Olga", network, "observer", dudley)


@pytest.fixture
def east(network):
    return set_up_network("East Midlands")


def test_a_role_that_nobody_described_holds_what_a_stranger_holds(observer, network):
    assert observer.parts() == []
    assert keys_of(observer) == keys_of(AnonymousUser())
    assert observer.network is None
    assert not any(may(observer, deed, network) for deed in ROLES_THAT)
    assert not can_invite(observer, network)


def test_such_a_role_beside_a_described_one_adds_nothing(alice, network):
    before = keys_of(User.objects.get(pk=alice.pk))
    Membership.objects.create(user=alice, network=network, role="observer")
    again = User.objects.get(pk=alice.pk)
    assert keys_of(again) == before
    assert [part.role for part in again.parts()] == ["dp_lead"]


def test_nobody_is_shown_somebody_who_has_only_such_a_role(observer, alice, client):
    client.force_login(alice)
    assert client.get(f"/people/{observer.pk}/").status_code == 404
    assert observer.name not in client.get("/people/").content.decode()


@pytest.mark.parametrize("path", ["/people/", "/raised/", "/my-notes/", "/moderation/", "/admin/"])
def test_pages_of_members_are_not_there_for_such_a_role(observer, client, path):
    client.force_login(observer)
    assert client.get(path).status_code == 404


def test_such_a_role_reads_public_notes_alone(observer, alice, dudley, make_note):
    shown = make_note(dudley, "Open", by=alice, audience="public")
    for audience in ("adass", "network", "council"):
        make_note(dudley, audience, by=alice, audience=audience)
    assert list(PracticeNotePage.objects.visible_to(observer)) == [shown]


def test_every_row_names_roles_that_there_are_and_no_row_is_empty():
    assert all(roles and roles <= set(Role) for roles in ROLES_THAT.values())
    assert set(Role) == ROLES_THAT["belong_to_a_network"]


def test_whoever_does_more_than_read_belongs_to_the_network():
    for deed, roles in ROLES_THAT.items():
        assert roles <= ROLES_THAT["belong_to_a_network"], deed


def test_an_unknown_deed_is_an_error_and_no_silent_no(alice, network):
    with pytest.raises(KeyError):
        may(alice, "read_everyting", network)


def test_a_right_in_one_network_is_none_in_another(chair, network, east):
    assert may(chair, "chair_the_network", network)
    assert not may(chair, "chair_the_network", east)
    assert not may(chair, "chair_the_network", None)
    assert may_anywhere(chair, "chair_the_network")
    assert networks_where(chair, "chair_the_network") == {network.pk}


def test_strangers_and_accounts_that_are_switched_off_may_nothing(alice, network, stranger):
    alice.is_active = False
    for nobody in (alice, stranger, None):
        assert networks_where(nobody, "belong_to_a_network") == set()


def test_only_administrators_give_the_role_of_administrators():
    givers = {giver for giver, given in ROLES_GIVEN_BY.items() if Role.ADMINISTRATOR in given}
    assert givers == {Role.ADMINISTRATOR}


def test_a_lead_gives_her_own_teams_roles_and_a_colleague_none(alice, bob, network):
    assert set(grantable_roles(alice, network)) == {Role.DP_LEAD, Role.COLLEAGUE}
    assert grantable_roles(bob, network) == ()


def test_a_leads_council_in_one_network_counts_for_nothing_in_another(alice, east, network):
    """Her part in the other network lets her read there, not write for her council."""
    Membership.objects.create(user=alice, network=east, role=Role.RESIDENT)
    again = User.objects.get(pk=alice.pk)
    assert f"network:{east.pk}" in keys_of(again)
    assert not may(again, "write_notes", east)
    assert again.network == network


def test_no_rule_outside_the_table_names_roles():
    """The kind that let a new role in: a rule with its own list of roles."""
    rule = re.compile(r"\bRole\.[A-Z]|\bis_role\(|\"(?:dp_lead|adass_manager|administrator)\"")
    found = {
        str(file.relative_to(ROOT))
        for room in ("hub", "network", "practices", "search")
        for file in (ROOT / room).rglob("*.py")
        if "migrations" not in file.parts and rule.search(without_is_role(file.read_text("utf-8")))
    }
    assert found <= NAMES_ROLES_FOR_THEIR_ORDER


def without_is_role(text: str) -> str:
    """The method itself may stand where it is made."""
    return text.replace("def is_role(", "")
