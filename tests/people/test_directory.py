import json

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hub.access.audience import keys_of
from hub.search_registry import kind_of
from network.councils.services import set_up_network
from network.people.models import Membership, Role, RoleChange, User
from network.people.roles import leave
from tests.conftest import person

CAST = ["alice", "bob", "carol", "chair", "editor", "dana", "resident", "admin"]
MEMBERS_PAGES = ["/people/", "/people/account/", "/people/account/details/"]


def fresh(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("page", MEMBERS_PAGES)
def test_every_member_opens_her_pages(signed_in, request, page, network):
    for who in CAST:
        browser = signed_in(request.getfixturevalue(who))
        assert browser.get(page).status_code == 200, who


@pytest.mark.parametrize(
    "page",
    [*MEMBERS_PAGES, "/people/1/", "/people/1/roles/", "/people/invite/", "/people/network/",
     "/people/invitations/", "/people/account/my-data.json"],
)  # fmt: skip
def test_a_stranger_is_asked_to_sign_in(client, db, page):
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_the_directory_shows_members_and_what_to_ask_them(signed_in, alice, carol, dana):
    carol.ask_me_about = "prepaid cards"
    carol.save()
    text = signed_in(alice).get("/people/").content.decode()
    assert carol.name in text
    assert dana.name in text
    assert "prepaid cards" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=carol", {"carol"}),
        ("q=WALSALL", {"carol"}),
        ("q=prepaid", {"carol"}),
        ("council=dudley", {"alice"}),
        ("role=adass_manager", {"dana"}),
        ("q=carol+dudley", set()),
        ("role=emperor", {"alice", "carol", "dana"}),
        ("council=nowhere", {"alice", "carol", "dana"}),
        ("q=%22'%3B--", set()),
        ("q=%00", {"alice", "carol", "dana"}),
        ("page=x", {"alice", "carol", "dana"}),
        ("page=99999", {"alice", "carol", "dana"}),
    ],
)
def test_the_filters(signed_in, alice, carol, dana, query, found):
    User.objects.filter(pk=carol.pk).update(ask_me_about="prepaid cards")
    main = signed_in(alice).get(f"/people/?{query}").content.decode().split("<main")[1]
    here = {"alice": alice, "carol": carol, "dana": dana}
    assert {who for who, user in here.items() if f"/people/{user.pk}/" in main} == found


def test_people_of_another_network_are_not_there(signed_in, alice, db):
    elsewhere = set_up_network("North East")
    nina = person("Nina", elsewhere, Role.DP_LEAD, elsewhere.councils.first())
    browser = signed_in(alice)
    assert nina.name not in browser.get("/people/").content.decode()
    assert browser.get(f"/people/{nina.pk}/").status_code == 404


def test_a_residents_address_is_for_those_who_run_the_network(signed_in, alice, chair, resident):
    page = f"/people/{resident.pk}/"
    assert resident.email not in signed_in(alice).get(page).content.decode()
    assert resident.email in signed_in(chair).get(page).content.decode()


def test_an_officers_address_is_for_members(signed_in, dana, alice):
    assert alice.email in signed_in(dana).get(f"/people/{alice.pk}/").content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("alice", 200), ("bob", 403), ("carol", 403), ("chair", 200), ("editor", 403), ("dana", 403),
     ("resident", 403), ("admin", 200)],
)  # fmt: skip
def test_who_may_change_bobs_roles(signed_in, bob, who, status, request):
    browser = signed_in(request.getfixturevalue(who))
    answer = browser.get(f"/people/{bob.pk}/roles/")
    assert answer.status_code == status


def test_a_lead_cannot_touch_the_chair_of_her_own_council(signed_in, alice, network, dudley):
    boss = person("Boss", network, Role.CHAIR, dudley)
    assert signed_in(alice).get(f"/people/{boss.pk}/roles/").status_code == 403


def test_the_chair_cannot_touch_an_administrator(signed_in, chair, admin):
    assert signed_in(chair).get(f"/people/{admin.pk}/roles/").status_code == 403


def test_changed_roles_are_recorded_with_who(signed_in, chair, bob):
    signed_in(chair).post(f"/people/{bob.pk}/roles/", {"roles": ["dp_lead", "editor"]})
    assert {part.role for part in fresh(bob).parts()} == {"dp_lead", "editor"}
    rows = RoleChange.objects.filter(user=bob).values_list("role", "did", "by__name")
    assert set(rows) == {
        ("colleague", "ended", chair.name),
        ("dp_lead", "given", chair.name),
        ("editor", "given", chair.name),
    }


def test_a_lead_gives_no_role_above_her_own(signed_in, alice, bob):
    signed_in(alice).post(f"/people/{bob.pk}/roles/", {"roles": ["colleague", "administrator"]})
    assert {part.role for part in fresh(bob).parts()} == {"colleague"}


def test_who_leaves_loses_her_keys_at_her_next_click(signed_in, alice, bob):
    bobs = Client()
    bobs.force_login(bob)
    assert bobs.get("/people/").status_code == 200
    signed_in(alice).post(f"/people/{bob.pk}/roles/", {"leave": "yes", "reason": "New job"})
    assert keys_of(fresh(bob)) == {"public"}
    assert bobs.get("/people/").status_code == 404
    assert bobs.get("/people/account/").status_code == 200
    assert RoleChange.objects.get(user=bob).reason == "New job"


def test_leaving_needs_a_reason(signed_in, alice, bob):
    answer = signed_in(alice).post(f"/people/{bob.pk}/roles/", {"leave": "yes", "reason": ""})
    assert "Say why" in answer.content.decode()
    assert fresh(bob).parts()


def test_i_change_my_own_details_and_nothing_else(signed_in, alice):
    fields = {
        "name": "Alice New", "preferred_contact": "text", "email": "x@example.org",
        "is_superuser": "on", "council": "1",
    }  # fmt: skip
    signed_in(alice).post("/people/account/details/", fields)
    now = fresh(alice)
    assert (now.name, now.preferred_contact) == ("Alice New", "text")
    assert (now.email, now.is_superuser, now.council) == (alice.email, False, alice.council)


@pytest.mark.parametrize(
    "fields", [{"name": ""}, {"name": "x" * 999}, {"preferred_contact": "owl"}]
)
def test_wrong_details_are_said_plainly(signed_in, alice, fields):
    right = {"name": "Alice", "preferred_contact": "email"}
    answer = signed_in(alice).post("/people/account/details/", right | fields)
    assert "to put right" in answer.content.decode()


def test_i_take_my_data_away(signed_in, alice, network):
    answer = signed_in(alice).get("/people/account/my-data.json")
    data = json.loads(answer.content)
    assert data["account"]["e-mail"] == alice.email
    assert data["roles"][0]["role"] == "Direct payments lead"
    assert "attachment" in answer["Content-Disposition"]


def test_the_chair_decides_whether_leads_publish_at_once(signed_in, chair, alice, network):
    assert signed_in(alice).get("/people/network/").status_code == 403
    signed_in(chair).post("/people/network/", {"leads_publish_at_once": "on"})
    network.refresh_from_db()
    assert network.leads_publish_at_once


def test_a_person_is_found_by_members_until_she_leaves(alice, chair, network):
    finding = kind_of(User).describe(fresh(alice))
    assert finding.audience_key == f"adass:{network.pk}"
    assert alice.email not in str(finding)
    leave(alice, network, by=chair, reason="left")
    assert kind_of(User).describe(fresh(alice)) is None


def test_queries_of_the_directory_do_not_grow_with_people(
    signed_in, alice, bob, carol, network, dudley
):
    browser = signed_in(alice)
    browser.get("/people/")
    caches["memory"].clear()
    with CaptureQueriesContext(connection) as few:
        browser.get("/people/")
    for number in range(6):
        user = User.objects.create(email=f"{number}@x.example", name=f"N {number}", council=dudley)
        Membership.objects.create(user=user, network=network, role=Role.COLLEAGUE)
    caches["memory"].clear()
    with CaptureQueriesContext(connection) as many:
        browser.get("/people/")
    assert len(many) <= len(few)
