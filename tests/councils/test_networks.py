"""Networks of one region beside one another on one hub."""

import pytest
from django.core.management import CommandError, call_command

from hub.access.roles import Role
from network.councils.models import Council, Network
from network.councils.services import BelongsElsewhere, UnknownCouncil, set_up_network
from practices.models import PracticeNotePage
from practices.notes.services import publish_note
from tests.conftest import person

pytestmark = pytest.mark.django_db
BLACK_COUNTRY = ("dudley", "sandwell", "walsall", "wolverhampton")


@pytest.fixture
def two():
    """The Black Country has a network of its own, the rest of the region another."""
    first = set_up_network("West Midlands", name="Black Country", councils=BLACK_COUNTRY)
    return first, set_up_network("West Midlands")


def slugs_of(network):
    return set(network.councils.values_list("slug", flat=True))


def test_a_region_may_have_two_networks_and_a_council_is_in_one(two):
    first, rest = two
    assert slugs_of(first) == set(BLACK_COUNTRY)
    assert len(slugs_of(rest)) == 10 and not slugs_of(first) & slugs_of(rest)
    assert {one.region for one in two} == {"West Midlands"}
    assert first.memberships.count() == 4 and rest.memberships.count() == 10


def test_setting_up_again_takes_no_council_from_the_other(two):
    set_up_network("West Midlands")
    set_up_network("West Midlands", name="Black  Country")
    assert slugs_of(two[0]) == set(BLACK_COUNTRY)
    assert Network.objects.count() == 2


@pytest.mark.parametrize(
    ("councils", "wrong", "words"),
    [
        (["dudley"], BelongsElsewhere, r"dudley \(Black Country\)"),
        (["kent", "solihull"], UnknownCouncil, "no council called kent"),
    ],
)
def test_a_council_that_cannot_come_is_named_and_nothing_is_written(two, councils, wrong, words):
    with pytest.raises(wrong, match=words):
        set_up_network("West Midlands", name="A third", councils=councils)
    assert not Network.objects.filter(name="A third").exists()


def test_each_network_of_a_region_keeps_its_own_things_to_itself(client, two):
    first, rest = two
    grace = person("Grace", first, Role.DP_LEAD, Council.objects.get(slug="dudley"))
    henry = person("Henry", rest, Role.DP_LEAD, Council.objects.get(slug="solihull"))
    note = PracticeNotePage(title="Card checks", owner=grace, audience="network")
    grace.council.page.add_child(instance=note)
    publish_note(note, grace)
    for who, status in ((grace, 200), (henry, 404)):
        client.force_login(who)
        assert client.get(note.address).status_code == status
        assert (note.address in client.get("/search/?q=card").content.decode()) == (status == 200)
    client.force_login(henry)
    page = client.get("/people/").content.decode()
    assert henry.name in page and grace.name not in page


def test_the_command_sets_up_one_of_several(capsys):
    call_command(
        "create_network", "west midlands", "--name", "Black Country",
        *[word for slug in BLACK_COUNTRY for word in ("--council", slug)],
    )  # fmt: skip
    assert "Black Country: 4 councils." in capsys.readouterr().out
    with pytest.raises(CommandError, match="must leave it first"):
        call_command("create_network", "West Midlands", "--council", "dudley")
