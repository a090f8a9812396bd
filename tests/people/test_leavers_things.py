"""What a leaver looked after does not lie about: the chair sees it and hands it on."""

from datetime import date

import pytest

from network.escalations.models import Issue, NetworkEscalationSettings
from network.escalations.states import State
from network.meetings.models import GroupMember, Part
from network.meetings.planning import network_group
from network.people.models import Role, User
from network.people.roles import leave
from practices.models import PracticeNotePage
from tests.conftest import person


@pytest.fixture
def erna(network):
    """A second ADASS manager."""
    return person("Erna", network, Role.ADASS_MANAGER, organisation="ADASS West Midlands")


@pytest.fixture
def alices(network, dudley, alice):
    """What Alice looks after: two notes, a part in a group, an issue."""
    for title, audience in (("Cards", "network"), ("For us alone", "council")):
        note = PracticeNotePage(title=title, slug=title.lower().replace(" ", "-"), owner=alice)
        note.audience = audience
        dudley.page.add_child(instance=note)
        note.save_revision().publish()
    GroupMember.objects.create(
        group=network_group(network), person=alice, part=Part.DEPUTY, joined=date(2020, 1, 1)
    )
    return Issue.objects.create(
        network=network, raised_by=alice, council=dudley, title="Paper", state=State.GATHERING
    )


def key(page, start):
    return next(thing.key for thing in page.context["things"] if thing.key.startswith(start))


def test_the_chair_who_ends_a_membership_is_led_to_what_was_looked_after(
    signed_in, chair, alice, bob, alices
):
    browser = signed_in(chair)
    gone = browser.post(f"/people/{alice.pk}/roles/", {"leave": "yes", "reason": "Moved"})
    assert gone.url == f"/people/{alice.pk}/handover/"
    said = browser.get(gone.url).content.decode()
    assert "Cards" in said and "Paper" in said and "Deputy chair of" in said
    assert "For us alone" not in said
    assert "A note or draft that only Dudley" in said
    assert "Hand over what Alice Example looked after" in browser.get("/").content.decode()


def test_each_thing_goes_to_a_colleague_who_may_have_it(
    signed_in, chair, alice, bob, carol, alices
):
    browser = signed_in(chair)
    address = f"/people/{alice.pk}/handover/"
    page = browser.get(address)
    for start, heir in (("note", bob), ("note", bob), ("part", carol)):
        thing = key(page, start)
        assert browser.post(address, {"key": thing, "to": heir.pk}).status_code == 302
        page = browser.get(address)
    assert set(PracticeNotePage.objects.values_list("owner", flat=True)) == {bob.pk}
    assert GroupMember.objects.current().get(person=carol).part == Part.DEPUTY
    assert not GroupMember.objects.current().filter(person=alice).exists()
    # Only a lead may speak for Dudley's issue, so Bob, a colleague, is not offered.
    [left] = page.context["things"]
    assert left.key.startswith("raised") and bob not in left.heirs


def test_an_issue_passes_to_another_lead_who_is_told(
    signed_in, chair, alice, network, dudley, alices, mails
):
    other = person("Olive", network, Role.DP_LEAD, dudley)
    signed_in(chair).post(
        f"/people/{alice.pk}/handover/", {"key": f"raised-{alices.pk}", "to": other.pk}
    )
    alices.refresh_from_db()
    assert alices.raised_by == other
    assert mails()[-1].recipients == [other.email]
    assert alices.trail.last().actor == chair


def test_what_an_adass_manager_held_goes_to_another(
    signed_in, chair, dana, erna, network, alice, alices
):
    Issue.objects.filter(pk=alices.pk).update(state=State.ADASS, holder=dana)
    numbers = NetworkEscalationSettings.of(network)
    numbers.adass_deputy = dana
    numbers.save()
    leave(dana, network, by=chair, reason="Retired")
    browser = signed_in(chair)
    for thing in (f"held-{alices.pk}", "adass-deputy"):
        browser.post(f"/people/{dana.pk}/handover/", {"key": thing, "to": erna.pk})
    alices.refresh_from_db()
    numbers.refresh_from_db()
    assert alices.holder == numbers.adass_deputy == erna


@pytest.mark.parametrize("to", ["", "999999", "carol"])
def test_a_thing_does_not_go_to_nobody_or_to_another_council(
    signed_in, chair, alice, carol, alices, to
):
    browser = signed_in(chair)
    address = f"/people/{alice.pk}/handover/"
    note = key(browser.get(address), "note")
    answer = browser.post(address, {"key": note, "to": carol.pk if to == "carol" else to})
    assert "Choose who takes it on." in answer.content.decode()
    assert f'href="#to-{note}"' in answer.content.decode()
    assert PracticeNotePage.objects.filter(owner=alice).count() == 2


def test_nobody_else_sees_the_page(signed_in, alice, bob, alices):
    assert signed_in(bob).get(f"/people/{alice.pk}/handover/").status_code == 403
    assert User.objects.filter(pk=alice.pk).exists()


def test_my_data_holds_what_i_wrote_in_every_room(signed_in, alice, alices):
    alice.saved_searches.create(name="Cards", address="q=card")
    held = signed_in(alice).get("/people/account/my-data.json").json()
    assert [note["title"] for note in held["practice notes"]] == ["Cards", "For us alone"]
    assert held["issues"]["raised"][0]["title"] == "Paper"
    assert held["meetings"]["groups"][0]["part"] == "Deputy chair"
    assert held["search"]["saved searches"] == [
        {"name": "Cards", "search": "q=card", "mail": "once a day"}
    ]
