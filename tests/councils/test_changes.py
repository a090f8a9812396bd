"""Names and codes of councils, and councils that end together and share those that follow."""

import csv
from datetime import date

import pytest

from network.councils import services
from network.councils.changes import known_changes
from network.councils.models import Council
from network.councils.search_records import describe
from network.councils.services import COUNCILS_FILE, set_up_network

ROWS = {row["gss_code"]: row for row in csv.DictReader(COUNCILS_FILE.open(encoding="utf-8"))}


@pytest.mark.parametrize(
    ("code", "name", "short_name"),
    [
        ("E08000038", "Barnsley Metropolitan Borough Council", "Barnsley"),
        ("E08000039", "Sheffield City Council", "Sheffield"),
        ("E06000033", "Southend-on-Sea City Council", "Southend-on-Sea"),
        ("E06000042", "Milton Keynes City Council", "Milton Keynes"),
        ("E08000013", "St Helens Borough Council", "St Helens"),
        ("E06000023", "Bristol City Council", "Bristol"),
        ("E06000059", "Dorset Council", "Dorset"),
        ("E08000021", "Newcastle City Council", "Newcastle"),
        ("E06000010", "Hull City Council", "Hull"),
    ],
)
def test_a_council_has_the_code_and_the_names_of_today(code, name, short_name):
    assert (ROWS[code]["name"], ROWS[code]["short_name"]) == (name, short_name)


def test_there_are_153_councils_and_no_code_stands_twice():
    assert len(ROWS) == 153
    former = [row["former_gss_code"] for row in ROWS.values() if row["former_gss_code"]]
    assert former == ["E08000016", "E08000019"] and not set(former) & set(ROWS)


@pytest.mark.parametrize(
    ("asked", "council"),
    [("Hull", "hull"), ("Kingston upon Hull", "hull"), ("Bristol", "bristol"), ("Southend", "southend-on-sea")],
)  # fmt: skip
def test_search_is_told_what_people_call_a_council(db, asked, council):
    for region in ("Yorkshire and The Humber", "South West", "East of England"):
        set_up_network(region)
    found = describe(Council.objects.get(slug=council))
    assert asked in f"{found.title} {found.body}"


def test_a_hub_that_knows_an_older_code_is_moved_on_and_gets_no_second_council(db):
    set_up_network("Yorkshire and The Humber")
    Council.objects.filter(slug="barnsley").update(gss_code="E08000016")
    set_up_network("Yorkshire and The Humber")
    assert Council.objects.get(slug="barnsley").gss_code == "E08000038"
    assert Council.objects.filter(short_name="Barnsley").count() == 1


@pytest.fixture
def three_become_two(monkeypatch):
    """Essex, Southend and Thurrock end together; Thurrock's work goes to one of the two alone."""
    change = {
        "ends": [
            {"code": "E10000012"}, {"code": "E06000033"}, {"code": "E06000034", "to": ["Marsh End"]},
        ],
        "last_day": date(2028, 3, 31),
        "elected": date(2027, 5, 6),
        "starts": [
            {"short_name": "Marsh End", "name": "Marsh End Council", "kind": "Unitary authority"},
            {"short_name": "Upper Marsh", "name": "Upper Marsh Council", "kind": "Unitary authority"},
        ],
    }  # fmt: skip
    monkeypatch.setattr(services, "known_changes", lambda: [change])


def test_several_councils_end_together_and_share_those_that_follow(db, three_become_two):
    network = set_up_network("East of England")
    follow = {
        slug: sorted(Council.objects.get(slug=slug).successors.values_list("slug", flat=True))
        for slug in ("essex", "southend-on-sea", "thurrock")
    }
    both = ["marsh-end", "upper-marsh"]
    assert follow == {"essex": both, "southend-on-sea": both, "thurrock": ["marsh-end"]}
    begun = Council.objects.get(slug="marsh-end")
    assert begun.predecessors.count() == 3 and begun.memberships.count() == 1
    assert begun in Council.objects.in_network(network, date(2028, 4, 1))
    assert begun not in Council.objects.in_network(network, date(2028, 3, 31))


def test_running_it_again_changes_nothing(db, three_become_two):
    set_up_network("East of England")
    before = list(Council.objects.order_by("pk").values())
    set_up_network("East of England")
    assert list(Council.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("day", "shadow"),
    [
        (date(2027, 5, 5), False), (date(2027, 5, 6), True), (date(2028, 3, 31), True),
        (date(2028, 4, 1), False),
    ],
)  # fmt: skip
def test_a_council_is_a_shadow_from_its_election_until_it_begins(db, three_become_two, day, shadow):
    set_up_network("East of England")
    assert Council.objects.get(slug="marsh-end").is_shadow(day) is shadow


def test_every_known_change_has_a_source_and_names_its_successors():
    for change in known_changes():
        names = {row["short_name"] for row in change["starts"]}
        assert change["source"].startswith("https://")
        for one in change["ends"]:
            assert one["code"] in ROWS and set(one.get("to", names)) <= names
        assert change.get("elected", change["last_day"]) <= change["last_day"]
