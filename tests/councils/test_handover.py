"""What a council that ended leaves to those that follow it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from hub.access.audience import Level, keys_of
from network.councils import handover
from network.councils.changes import planned_changes, sentences
from network.councils.models import Council, Home, TeamModel
from network.councils.services import COUNCILS_FILE, council_index, give_page, rows_of
from network.people.models import Role
from practices.models import Topic
from practices.permissions import can_edit
from practices.posting.permissions import may_open_draft
from tests.conftest import person

LAST = date(2028, 3, 31)
FIRST = date(2028, 4, 1)
BEFORE, AFTER = "2028-03-31 12:00", "2028-04-01 12:00"


def begins(network, name, *follows):
    council = Council.objects.create(
        slug=name.lower(), name=f"{name} Council", short_name=name, network=network,
        valid_from=FIRST,
    )  # fmt: skip
    give_page(council, council_index())
    for one in follows:
        one.valid_to = LAST
        one.save()
        one.successors.add(council)
    return council


@pytest.fixture
def marsh(network, dudley, walsall):
    """Dudley and Walsall end, and Marsh follows both."""
    return begins(network, "Marsh", dudley, walsall)


@pytest.fixture
def mara(network, marsh):
    """Direct payments lead in Marsh."""
    return person("Mara", network, Role.DP_LEAD, marsh)


@pytest.mark.parametrize(("moment", "left"), [(BEFORE, set()), (AFTER, {"dudley", "walsall"})])
def test_what_is_left_goes_on_the_first_day_and_not_before(marsh, moment, left):
    with time_machine.travel(moment, tick=False):
        assert {one.slug for one in handover.left_to(marsh)} == left


def test_a_council_that_follows_one_that_followed_has_what_both_left(network, dudley):
    second = begins(network, "Marsh", dudley)
    third = Council.objects.create(
        slug="fen", name="Fen", short_name="Fen", network=network, valid_from=FIRST
    )
    Council.objects.filter(pk=second.pk).update(
        valid_from=FIRST - timedelta(days=400), valid_to=LAST
    )
    Council.objects.filter(pk=dudley.pk).update(valid_to=FIRST - timedelta(days=401))
    second.successors.add(third)
    with time_machine.travel(AFTER, tick=False):
        assert [one.slug for one in handover.left_to(third)] == ["marsh", "dudley"]


def test_councils_that_follow_each_other_in_a_circle_end_the_search(network, dudley, marsh):
    marsh.successors.add(dudley)
    Council.objects.update(valid_from=date(2020, 4, 1))
    Council.objects.filter(pk=marsh.pk).update(valid_to=LAST)
    with time_machine.travel(AFTER, tick=False):
        marsh.refresh_from_db()
        assert dudley in handover.left_to(marsh)


def test_most_councils_cost_no_question(dudley, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert handover.left_to(dudley) == handover.left_to(None) == []


def test_notes_stand_on_the_successors_page_under_the_old_name(
    client, marsh, dudley, alice, make_note
):
    make_note(dudley, "Card letters", alice, audience=Level.PUBLIC)
    make_note(marsh, "A new start", alice, audience=Level.PUBLIC)
    with time_machine.travel(BEFORE, tick=False):
        assert "Card letters" not in client.get("/councils/marsh/").content.decode()
    with time_machine.travel(AFTER, tick=False):
        page = client.get("/councils/marsh/").content.decode()
    assert "Card letters" in page and "A new start" in page
    assert "With what Dudley, Walsall wrote before it ended." in page
    assert "council=marsh&amp;council=dudley&amp;council=walsall" in page
    rows = page.split('<li class="entry">')
    assert "Dudley" in next(row for row in rows if "Card letters" in row)
    assert "Marsh" not in next(row for row in rows if "A new start" in row).split("</li>")[0]


def test_the_note_says_that_its_council_ended_and_its_position_is_nobodys(
    client, marsh, dudley, alice, make_note
):
    note = make_note(
        dudley, "Card letters", alice, audience=Level.PUBLIC, position="Letters first."
    )
    topic = Topic.objects.create(name="Cards", slug="cards", what_it_is="Cards.", why_hard="Hard.")
    note.topics.add(topic)
    note.save()
    with time_machine.travel(BEFORE, tick=False):
        assert "has ended" not in client.get(note.address).content.decode()
    with time_machine.travel(AFTER, tick=False):
        page = client.get(note.address).content.decode()
        stands = client.get(topic.get_absolute_url()).content.decode()
    assert "Written by a council that has ended." in page
    assert "Dudley ended on 31 March 2028. Its work went to Marsh." in page
    assert "ended March 2028" in stands


def test_people_of_the_successor_read_and_change_what_was_left(
    marsh, mara, dudley, alice, make_note
):
    note = make_note(dudley, "Who may look", alice, audience=Level.COUNCIL)
    with time_machine.travel(BEFORE, tick=False):
        assert not can_edit(mara, note) and not may_open_draft(mara, note)
        assert f"council:{dudley.pk}" not in keys_of(mara)
    mara.forget_parts()
    with time_machine.travel(AFTER, tick=False):
        note.council.refresh_from_db()
        assert can_edit(mara, note) and may_open_draft(mara, note)
        assert note.is_visible_to(mara)


def test_people_of_other_councils_get_nothing_by_it(network, marsh, dudley, alice, make_note):
    note = make_note(dudley, "Who may look", alice, audience=Level.COUNCIL)
    other = person("Olu", network, Role.DP_LEAD, network.councils.get(slug="sandwell"))
    with time_machine.travel(AFTER, tick=False):
        assert not can_edit(other, note) and not note.is_visible_to(other)


def test_a_colleague_of_the_old_council_keeps_what_was_theirs(marsh, bob, dudley, alice, make_note):
    note = make_note(dudley, "Who may look", alice, audience=Level.COUNCIL)
    with time_machine.travel(AFTER, tick=False):
        assert note.is_visible_to(bob)


def test_the_team_of_the_one_council_before_stands_until_the_new_one_tells_its_own(
    client, network, dudley, walsall
):
    TeamModel.objects.create(council=dudley, home=Home.FINANCE, audience=Level.PUBLIC)
    fen = begins(network, "Fen", dudley)
    with time_machine.travel(AFTER, tick=False):
        page = client.get("/councils/fen/").content.decode()
        side = client.get(reverse("councils:compare"), {"council": ["fen", "walsall"]})
        assert "Told by" in page and "Finance" in page
        assert "Finance (Dudley)" in side.content.decode()
        TeamModel.objects.create(council=fen, home=Home.HR, audience=Level.PUBLIC)
        page = client.get("/councils/fen/").content.decode()
        assert "Human resources" in page and "Told by" not in page


def test_two_teams_before_are_not_made_into_one(client, marsh, dudley, walsall):
    for council in (dudley, walsall):
        TeamModel.objects.create(council=council, home=Home.FINANCE, audience=Level.PUBLIC)
    with time_machine.travel(AFTER, tick=False):
        assert "Told by" not in client.get("/councils/marsh/").content.decode()


def test_a_planned_end_is_told_as_a_plan_and_sets_no_date(client, network):
    stoke = network.councils.get(slug="stoke-on-trent")
    said = " ".join(sentences(stoke))
    assert "plans that new councils take Stoke-on-Trent’s place after 31 March 2028" in said
    assert "we knew of no order that settles it" in said
    assert stoke.valid_to is None and not stoke.memberships.exclude(left=None).exists()
    assert "we knew of no order" in client.get("/councils/stoke-on-trent/").content.decode()


def test_plans_name_councils_that_there_are_and_say_when_and_where_we_looked():
    known = {row["gss_code"] for row in rows_of(COUNCILS_FILE)}
    counties = {row["gss_code"] for row in rows_of(COUNCILS_FILE) if row["type"] == "County"}
    plans = planned_changes()
    assert set(plans) <= known
    assert counties - set(plans) == {"E10000030"}, "all counties but Surrey, which is settled"
    for plan in plans.values():
        assert plan["source"].startswith("https://")
        assert plan["looked_up"] < plan["expected_last_day"]
