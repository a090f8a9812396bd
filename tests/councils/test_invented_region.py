"""The demonstration's region is invented: no real council stands in it but beside its source."""

import csv
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from network.councils.demo import COUNCILS_FILE, TEAMS_FILE, set_up_demonstration
from network.councils.models import Council, CouncilMembership, Network, TeamModel
from network.councils.services import COUNCILS_FILE as REAL_COUNCILS_FILE
from network.escalations.demo import ISSUES_FILE
from network.escalations.models import Issue
from network.people.demo import PEOPLE_FILE
from network.people.models import User
from practices.demo import ADOPTIONS, QUESTIONS
from practices.models import PracticeNotePage, Source, Topic
from tests.practices.demo_content import notes

WORDS_TOO = {"bath", "bury", "reading", "kent", "barking", "wigan"}  # of which some are words
DEMO_FILES = [COUNCILS_FILE, TEAMS_FILE, ISSUES_FILE, PEOPLE_FILE, QUESTIONS, ADOPTIONS]


def rows(file):
    with file.open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def real_names():
    names = {row["short_name"] for row in rows(REAL_COUNCILS_FILE)} | {"West Midlands"}
    return {name for name in names if name.casefold() not in WORDS_TOO}


REAL = re.compile(r"\b(" + "|".join(map(re.escape, sorted(real_names()))) + r")\b", re.IGNORECASE)


def test_fourteen_councils_bear_names_of_no_council_in_england():
    invented = rows(COUNCILS_FILE)
    assert len({row["short_name"] for row in invented}) == 14
    real = rows(REAL_COUNCILS_FILE)
    for part in ("name", "short_name", "region"):
        assert not {row[part] for row in invented} & {row[part] for row in real}
    assert not any(row["gss_code"] for row in invented), "a code would be somebody else's"
    words = {word for row in real for word in re.findall(r"\w{4,}", row["short_name"].casefold())}
    assert not {row["short_name"].casefold() for row in invented} & words


@pytest.mark.parametrize("file", DEMO_FILES, ids=lambda file: file.name)
def test_no_file_of_invented_things_names_a_real_council(file):
    text = "\n".join(
        line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    assert REAL.findall(text) == []


@pytest.mark.parametrize("note", notes(), ids=str)
def test_a_note_names_a_real_council_only_beside_its_source(note):
    """In the sentence that cites it, the one before or the one after, or in its row of a table."""
    for paragraph in note.body.splitlines():
        for name in REAL.findall(paragraph):
            assert re.search(r"\[\d+\]", paragraph), f"{name}: {paragraph[:90]}"
    front = " ".join(str(note.facts[name]) for name in ("ref", "title", "summary", "owner", "tags"))
    assert REAL.findall(front) == []


def test_the_west_midlands_stay_real_and_empty(db):
    call_command("create_network", "West Midlands", stdout=StringIO())
    network = Network.objects.get()
    assert not network.demonstration
    assert network.memberships.count() == 14
    assert network.councils.filter(short_name="Dudley", gss_code="E08000027").exists()
    for made_up in (User, PracticeNotePage, Issue, TeamModel):
        assert not made_up.objects.exists(), made_up
    assert Topic.objects.exists() and Source.objects.exists()


def test_the_demonstration_is_refused_beside_a_real_network(network):
    with pytest.raises(CommandError, match="does not belong beside it"):
        call_command("load_demo", stdout=StringIO())
    assert not User.objects.exists()


def test_a_real_network_beside_the_demonstration_is_warned_about(invented):
    said = StringIO()
    call_command("create_network", "North East", stdout=said)
    assert "stays marked as made up" in said.getvalue()
    assert not Network.objects.get(name="North East").demonstration


def test_setting_the_invented_region_up_again_changes_nothing(invented):
    Council.objects.filter(slug="cordlemere").update(name="Cordlemere Council")
    assert set_up_demonstration() == invented
    assert Council.objects.get(slug="cordlemere").name == "Cordlemere Council"
    assert CouncilMembership.objects.count() == Council.objects.count() == 14
