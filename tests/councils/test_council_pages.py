from datetime import date

import pytest
import time_machine
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hub.access.audience import Level
from hub.search_registry import kind_of
from network.councils.changes import sentences
from network.councils.demo import load_demo_teams
from network.councils.models import Council, Home, TeamModel
from network.councils.services import set_up_network
from practices.models import PracticeNotePage
from tests.conftest import PASSWORD


@pytest.fixture
def signed_in(client):
    def sign_in(user):
        if user.is_authenticated:
            assert client.login(email=user.email, password=PASSWORD)
        return client

    return sign_in


@pytest.fixture
def dudleys_team(dudley):
    return TeamModel.objects.create(council=dudley, home=Home.FINANCE, team_size="4.5")


def note(council, title, audience):
    return council.page.add_child(
        instance=PracticeNotePage(title=title, audience=audience, live=True)
    )


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_index_lists_every_council_under_its_network(client, network):
    text = text_of(client, "/councils/")
    assert "West Midlands" in text
    assert all(council.short_name in text for council in network.councils.all())


@pytest.mark.parametrize(
    ("asked", "stays", "goes"),
    [
        ("dud", "/councils/dudley/", "/councils/walsall/"),
        ("county", "/councils/warwickshire/", "/councils/dudley/"),
    ],
)
def test_the_filter_box_works_without_script(client, network, asked, stays, goes):
    main = text_of(client, f"/councils/?q={asked}").split("<main")[1]
    assert stays in main
    assert goes not in main


@pytest.mark.parametrize(
    "q", ['"', "%00", "x" * 9000, "<script>alert(1)</script>", "' OR 1=1 --", "%F0%9F%92%A9"]
)
def test_odd_questions_find_nothing_and_break_nothing(client, network, q):
    text = text_of(client, f"/councils/?q={q}")
    assert "<script>alert" not in text


def test_the_index_counts_only_notes_that_this_reader_may_see(signed_in, network, dudley, carol):
    note(dudley, "For all", Level.PUBLIC)
    note(dudley, "For us", Level.NETWORK)
    note(dudley, "For Dudley", Level.COUNCIL)
    assert "1 note you can read" in text_of(Client(), "/councils/?q=dudley")
    assert "2 notes you can read" in text_of(signed_in(carol), "/councils/?q=dudley")


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("stranger", {"For all"}),
        ("dana", {"For all", "For ADASS"}),
        ("resident", {"For all", "For ADASS", "For us"}),
        ("carol", {"For all", "For ADASS", "For us"}),
        ("bob", {"For all", "For ADASS", "For us", "For Dudley"}),
    ],
)
def test_a_council_page_shows_the_notes_this_reader_may_see(signed_in, dudley, who, sees, request):
    titles = {
        "For all": Level.PUBLIC, "For ADASS": Level.ADASS, "For us": Level.NETWORK,
        "For Dudley": Level.COUNCIL,
    }  # fmt: skip
    for title, level in titles.items():
        note(dudley, title, level)
    text = text_of(signed_in(request.getfixturevalue(who)), "/councils/dudley/")
    assert {title for title in titles if f">{title}<" in text} == sees


def test_people_are_shown_to_members_only(signed_in, dudley, alice, carol):
    assert alice.name not in text_of(Client(), "/councils/dudley/")
    assert alice.name in text_of(signed_in(carol), "/councils/dudley/")


def test_the_team_is_told_to_members_and_blank_means_not_told(signed_in, carol, dudleys_team):
    assert "How it is set up" not in text_of(Client(), "/councils/dudley/")
    text = text_of(signed_in(carol), "/councils/dudley/")
    assert "Finance" in text
    assert "4.5" in text
    assert "Not told" in text


def test_councils_are_compared_side_by_side(signed_in, carol, dudleys_team):
    address = "/councils/compare/?council=dudley&council=walsall&council=nowhere"
    assert "Finance" not in text_of(Client(), address).split("<form")[0]
    text = text_of(signed_in(carol), address)
    assert "Finance" in text
    assert 'data-label="Walsall">Not told' in text


def test_alice_tells_how_dudley_works(signed_in, alice, dudley):
    browser = signed_in(alice)
    fields = {"home": "hr", "team_size": "7", "audience": "public"}
    fields |= {"as_at_0": "1", "as_at_1": "4", "as_at_2": "2026"}
    form = browser.get("/councils/compare/dudley/edit/").content.decode()
    assert 'name="home"' in form
    answer = browser.post("/councils/compare/dudley/edit/", fields)
    assert answer.status_code in (200, 302)
    told = TeamModel.objects.get(council=dudley)
    assert (told.home, told.audience_key) == ("hr", "public")
    assert "Human resources" in text_of(Client(), "/councils/dudley/")


@pytest.mark.parametrize(
    "fields",
    [{"team_size": "many"}, {"team_size": "9" * 40}, {"home": "moon"}, {"audience": "council"}],
)
def test_wrong_facts_are_refused_with_a_sentence(signed_in, alice, dudley, fields):
    right = {"home": "hr", "team_size": "7", "audience": "public"}
    answer = signed_in(alice).post("/councils/compare/dudley/edit/", right | fields)
    assert "to put right" in answer.content.decode()
    assert not TeamModel.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("stranger", 302),
        ("bob", 403),
        ("carol", 403),
        ("dana", 403),
        ("resident", 403),
        ("chair", 200),
    ],
)
def test_who_may_tell_how_dudley_works(signed_in, dudley, who, status, request):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.get("/councils/compare/dudley/edit/").status_code == status


def test_surrey_ends_and_two_councils_follow(client, db):
    south_east = set_up_network("South East")
    surrey = Council.objects.get(slug="surrey")
    east = Council.objects.get(slug="east-surrey")
    assert sentences(surrey, date(2026, 12, 1)) == [
        "Surrey ends on 31 March 2027. Its work goes to East Surrey and West Surrey."
    ]
    assert sentences(surrey, date(2027, 4, 1)) == [
        "Surrey ended on 31 March 2027. Its work went to East Surrey and West Surrey."
    ]
    assert sentences(east, date(2026, 12, 1)) == [
        "East Surrey begins on 1 April 2027. It follows Surrey. It is a shadow council since"
        " 7 May 2026: until it begins, others do its work."
    ]
    assert sentences(east, date(2026, 5, 6)) == [
        "East Surrey begins on 1 April 2027. It follows Surrey."
    ]
    assert sentences(east, date(2027, 4, 1)) == [
        "East Surrey began on 1 April 2027. It follows Surrey."
    ]
    last, first = date(2027, 3, 31), date(2027, 4, 1)
    seated = Council.objects.in_network
    assert {surrey, east} & set(seated(south_east, last)) == {surrey}
    assert {surrey, east} & set(seated(south_east, first)) == {east}
    assert "ends on 31 March 2027" in text_of(client, "/councils/surrey/")
    with time_machine.travel("2027-05-01 12:00"):
        assert "began on 1 April 2027" in text_of(client, "/councils/west-surrey/")


def test_setting_up_twice_adds_no_council(db):
    set_up_network("South East")
    before = Council.objects.count()
    set_up_network("South East")
    assert Council.objects.count() == before


def test_no_council_begins_or_ends_in_the_west_midlands(dudley):
    assert sentences(dudley) == []


def test_the_demonstrations_teams_load_once_and_stay_as_edited(invented):
    load_demo_teams(invented)
    TeamModel.objects.filter(council__slug="cordlemere").update(team_size=99)
    load_demo_teams(invented)
    assert TeamModel.objects.count() == 14
    assert TeamModel.objects.get(council__slug="cordlemere").team_size == 99


def test_everybody_finds_a_council(dudley):
    finding = kind_of(Council).describe(dudley)
    assert (finding.title, finding.audience_key) == (dudley.name, "public")
    assert kind_of(Council).describe(Council(slug="x", name="X", short_name="X")) is None


@pytest.mark.parametrize("address", ["/councils/", "/councils/dudley/"])
def test_queries_do_not_grow_with_notes(client, dudley, address, django_assert_max_num_queries):
    note(dudley, "One", Level.PUBLIC)
    client.get(address)
    caches["memory"].clear()
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(6):
        note(dudley, f"Note {number}", Level.PUBLIC)
    caches["memory"].clear()
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_create_network_of_an_unknown_region_names_those_there_are(db):
    with pytest.raises(CommandError, match="West Midlands"):
        call_command("create_network", "Narnia")
