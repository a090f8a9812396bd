"""Whoever leaves, in whatever part and by whatever way, keeps nothing that was handed out."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group as EditorsGroup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageSubscription

from hub.access.audience import PUBLIC, keys_of
from hub.jobs.registry import all_jobs
from network.councils.models import CouncilMembership, Network
from network.meetings import inviting, reminders
from network.meetings.invitees import invitee_at, members_of
from network.meetings.models import CalendarAddress, Group, GroupMember, Invitation, Meeting
from network.people import invitations, jobs, leaving
from network.people.cms_access import set_up_admin_access, sync_admin_access
from network.people.invitations import CannotAccept, Guest
from network.people.models import Invitation as Offer
from network.people.models import Membership, Role, RoleChange, User
from network.people.roles import end_roles_of_departed_councils, give_role, leave, set_roles
from practices.adoptions.services import say
from practices.models import FeedToken, PracticeNotePage
from search.models import ApiToken, SavedSearch
from tests.conftest import person
from tests.leaving.conftest import DEAD, WORKS
from tests.meetings.conftest import BEGINNING

NOT_MAILING = {"feed the search engines", "read attached files", "send mail"}


def member(role, network, dudley):
    council = dudley if role in (Role.DP_LEAD, Role.COLLEAGUE) else None
    return person("Lou", network, role, council)


def run_the_jobs(held):
    """Every job of the hub on the days on which meetings remind."""
    for days in (21, 10, 7, 1):
        with time_machine.travel(held.meetings[0].starts - timedelta(days=days), tick=False):
            for job in all_jobs():
                if job.name not in NOT_MAILING:
                    job.work()


@pytest.mark.parametrize("role", Role.values)
def test_a_former_member_opens_nothing_and_hears_nothing(role, network, dudley, chair, hand_out):
    held = hand_out(member(role, network, dudley))
    assert len(held.meetings_opened()) >= 14
    assert held.statuses() == WORKS
    leave(held.user, network, by=chair, reason="Left the council")
    assert held.meetings_opened() == []
    assert held.statuses() == DEAD
    last = held.mails()
    assert [one.subject.split(":")[0] for one in last[-6:]] == ["Cancelled"] * 6
    run_the_jobs(held)
    assert held.mails() == last
    assert keys_of(User.objects.get(pk=held.user.pk)) == {PUBLIC}


def page(held, chair):
    browser = Client()
    browser.force_login(chair)
    browser.post(f"/people/{held.user.pk}/roles/", {"leave": "yes", "reason": "Moved"})


def closed_in_the_cms(held, admin):
    browser = Client()
    browser.force_login(admin)
    address = reverse("wagtailusers_users:edit", args=[held.user.pk])
    fields = {
        "name": held.user.name, "email": held.user.email, "council": held.user.council_id,
        "preferred_contact": "email",
    }  # fmt: skip
    assert browser.post(address, fields).status_code == 302


def closed_in_bulk(held, admin):
    """As Wagtail's list of users does: an update that sends no signal."""
    User.objects.filter(pk=held.user.pk).update(is_active=False)


def run_out(held, admin):
    held.user.memberships.update(ended=timezone.localdate())


def council_left(held, admin):
    CouncilMembership.objects.filter(council=held.user.council).update(left=timezone.localdate())


def erased(held, admin):
    PracticeNotePage.objects.update(owner=None)
    held.user.delete()


@pytest.mark.parametrize("way", [page, closed_in_the_cms, closed_in_bulk, run_out, council_left])
def test_a_membership_that_ends_in_any_way_is_an_end(way, network, dudley, admin, hand_out):
    held = hand_out(member(Role.DP_LEAD, network, dudley))
    way(held, admin)
    if way is council_left:
        jobs.take_back_from_leavers()
    held.user = User.objects.get(pk=held.user.pk)
    assert held.meetings_opened() == []
    assert held.statuses() == DEAD, "the doors shut before any job has run"
    jobs.take_back_from_leavers()
    assert not Invitation.objects.not_taken_back().filter(person=held.user).exists()
    for model in (CalendarAddress, FeedToken, ApiToken):
        assert not model.objects.exists(), model
    assert SavedSearch.objects.get().often == SavedSearch.Often.NEVER
    assert not held.user.groups.exists() or not held.user.is_active
    last = held.mails()
    run_the_jobs(held)
    assert held.mails() == last


def test_an_erased_account_leaves_no_invitation_that_looks_like_a_guests(
    network, dudley, admin, hand_out
):
    held = hand_out(member(Role.RESIDENT, network, dudley))
    email = held.user.email
    erased(held, admin)
    assert Invitation.objects.filter(email=email, person=None).count() == 6
    assert not Invitation.objects.standing().filter(email=email).exists()
    assert set(held.statuses().values()) == {410, 401}


def test_the_doors_stay_shut_when_the_account_is_used_to_make_new_keys(
    network, dudley, chair, hand_out
):
    held = hand_out(member(Role.DP_LEAD, network, dudley))
    leave(held.user, network, by=chair, reason="Left")
    browser = held.browser()
    assert browser.get("/meetings/calendar/").status_code == 403
    assert browser.post("/search/tokens/", {"name": "x"}).status_code == 403
    assert browser.post("/search/saved/", {"address": "q=x", "often": "at_once"}).status_code == 403
    browser.post("/feeds/")
    assert not FeedToken.objects.exists() and not ApiToken.objects.exists()
    own = browser.get("/people/account/my-data.json").json()
    assert own["search"]["saved searches"][0]["name"] == "Safeguarding Mrs Brown"


def test_whoever_ends_a_membership_reads_what_was_taken_back(network, dudley, chair, hand_out):
    held = hand_out(member(Role.DP_LEAD, network, dudley))
    browser = Client()
    browser.force_login(chair)
    address = f"/people/{held.user.pk}/roles/"
    said = browser.post(address, {"leave": "yes", "reason": "Moved"}, follow=True)
    words = said.content.decode()
    for thing in ("6 invitations to meetings", "1 keys for programs", "1 feed addresses"):
        assert thing in words


def test_every_room_that_hands_something_out_takes_it_back():
    assert set(leaving.withdrawal_names()) == {
        "rights on the editors’ side", "invitations to join", "invitations to meetings",
        "calendar addresses", "feed addresses", "subscriptions to comments",
        "keys for programs", "mails about saved searches",
    }  # fmt: skip


def test_members_keep_what_they_have(network, dudley, alice, carol, hand_out):
    held = hand_out(carol)
    before = held.mails()
    assert jobs.take_back_from_leavers() == ""
    assert held.statuses() == WORKS and held.mails() == before


def test_a_change_of_role_is_no_end(network, dudley, chair, hand_out):
    held = hand_out(member(Role.DP_LEAD, network, dudley))
    before = held.mails()
    set_roles(held.user, network, {Role.COLLEAGUE}, by=chair)
    assert held.statuses() == WORKS and held.mails() == before
    assert Invitation.objects.standing().filter(person=held.user).count() == 6


def test_who_leaves_one_of_two_networks_loses_that_one_alone(network, dudley, chair, hand_out):
    held = hand_out(member(Role.DP_LEAD, network, dudley))
    other = Network.objects.create(name="Elsewhere", slug="elsewhere")
    give_role(held.user, other, Role.ADASS_MANAGER, by=None)
    leave(held.user, network, by=chair, reason="Left")
    assert held.meetings_opened() == []
    assert held.statuses() == WORKS | {"answer": 410}
    calendar = Client().get(held.calendar).content
    assert b"BEGIN:VEVENT" not in calendar
    assert keys_of(User.objects.get(pk=held.user.pk)) == {PUBLIC, f"adass:{other.pk}"}


def test_a_guest_from_another_network_is_let_in(network, chair, announced):  # noqa: F811
    other = Network.objects.create(name="Elsewhere", slug="elsewhere")
    guest = person("Gus", other, Role.DP_LEAD)
    inviting.invite(announced[0], [invitee_at(guest.email, guest.name, network)])
    browser = Client()
    browser.force_login(guest)
    shown = browser.get(announced[0].get_absolute_url())
    assert "Join online" in shown.content.decode()
    assert browser.get(announced[1].get_absolute_url()).status_code == 404


def test_who_has_left_may_be_asked_again_as_a_guest_by_mail(network, dudley, chair, hand_out):
    held = hand_out(member(Role.DP_LEAD, network, dudley))
    leave(held.user, network, by=chair, reason="Retired")
    meeting = held.meetings[0]
    [asked] = inviting.invite(meeting, [invitee_at(held.user.email, "Lou", network)])
    assert asked.person is None
    assert held.statuses()["answer"] == 200
    assert held.meetings_opened() == [], "the mail's link answers; the account opens nothing"
    jobs.take_back_from_leavers()
    assert Invitation.objects.standing().filter(pk=asked.pk).exists()


def test_a_part_in_a_group_waits_to_be_handed_over_but_opens_nothing(
    network, dudley, chair, hand_out
):
    held = hand_out(member(Role.RESIDENT, network, dudley))
    leave(held.user, network, by=chair, reason="Moved")
    steering = Group.objects.get(name="Steering")
    assert GroupMember.objects.current().filter(person=held.user).exists()
    assert f"group:{steering.pk}" not in keys_of(User.objects.get(pk=held.user.pk))
    assert members_of(steering) == []
    assert not Meeting.objects.visible_to(User.objects.get(pk=held.user.pk)).exists()


def test_a_lead_who_became_somebody_else_gets_no_hosts_mail(network, dudley, announced):  # noqa: F811
    """A check list once went to whoever had ever been a lead and was still a member."""
    lou = person("Lou", network, Role.COLLEAGUE, dudley)
    Membership.objects.create(
        user=lou, network=network, role=Role.DP_LEAD, ended=timezone.localdate()
    )
    hosted = next(one for one in announced if one.host == dudley)
    before = len([1 for one in Invitation.objects.filter(person=lou)])
    reminders.remind_hosts(hosted.day - timedelta(days=14))
    from hub.mail.models import Message

    told = [one.recipients for one in Message.objects.filter(subject__startswith="You host")]
    assert [lou.email] not in told and before == 0 and told


def test_an_older_offer_is_no_way_back_in(network, dudley, chair, alice):
    lou = person("Lou", network, Role.COLLEAGUE, dudley)
    offer, _link = invitations.invite(
        network, Guest(lou.email, "Lou", (Role.EDITOR,), organisation="x"), by=chair
    )
    leave(lou, network, by=chair, reason="Left")
    with pytest.raises(CannotAccept):
        invitations.accept(offer, lou)
    again, _link = invitations.invite(
        network, Guest(lou.email, "Lou", (Role.COLLEAGUE,), council=dudley), by=chair
    )
    jobs.take_back_from_leavers()
    invitations.accept(again, lou)
    assert lou.is_role(Role.COLLEAGUE, network=network)


def test_an_older_offer_ends_with_a_membership_that_runs_out(network, dudley, chair):
    lou = person("Lou", network, Role.COLLEAGUE, dudley)
    invitations.invite(network, Guest(lou.email, "Lou", (Role.EDITOR,), organisation="x"), by=chair)
    lou.memberships.update(ended=timezone.localdate() + timedelta(days=2))
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert "1 invitations to join" in jobs.take_back_from_leavers()
        assert not Offer.objects.pending().exists()


def test_whom_a_leaver_invited_is_asked_again_by_somebody_who_is_here(network, dudley, chair):
    lou = person("Lou", network, Role.DP_LEAD, dudley)
    offer, _link = invitations.invite(
        network, Guest("second@example.org", "Lou", (Role.COLLEAGUE,), council=dudley), by=lou
    )
    leave(lou, network, by=chair, reason="Left")
    assert not Offer.objects.pending().filter(pk=offer.pk).exists()


def test_rights_on_the_editors_side_end_when_a_membership_runs_out(network, dudley):
    set_up_admin_access(network)
    lou = person("Lou", network, Role.DP_LEAD, dudley)
    sync_admin_access(lou)
    kept = EditorsGroup.objects.create(name="Made by hand")
    lou.groups.add(kept)
    assert lou.groups.count() > 1
    lou.memberships.update(ended=timezone.localdate())
    assert "1 rights on the editors’ side" in jobs.take_back_from_leavers()
    assert list(lou.groups.all()) == [kept]
    assert jobs.take_back_from_leavers() == ""


def test_an_administrator_whose_membership_runs_out_is_no_superuser(network):
    lou = person("Lou", network, Role.ADMINISTRATOR)
    assert lou.is_superuser
    lou.memberships.update(ended=timezone.localdate())
    jobs.take_back_from_leavers()
    lou.refresh_from_db()
    assert not lou.is_superuser and not lou.is_staff


def test_rights_follow_a_new_council_given_in_the_cms(network, dudley, walsall, admin):
    set_up_admin_access(network)
    lou = person("Lou", network, Role.DP_LEAD, dudley)
    browser = Client()
    browser.force_login(admin)
    fields = {
        "name": lou.name, "email": lou.email, "council": walsall.pk, "preferred_contact": "email",
        "is_active": "on",
    }  # fmt: skip
    browser.post(reverse("wagtailusers_users:edit", args=[lou.pk]), fields)
    assert {group.name.split()[-1] for group in lou.groups.all()} == {"walsall"}


def test_a_council_that_left_takes_its_people_along_unless_another_follows(
    network, dudley, walsall, alice, carol, chair
):
    for council in (dudley, walsall):
        CouncilMembership.objects.filter(council=council).update(
            joined=BEGINNING, left=timezone.localdate()
        )
    walsall.successors.add(network.councils.get(slug="sandwell"))
    assert end_roles_of_departed_councils() == 1
    assert not User.objects.get(pk=alice.pk).is_member(network)
    assert User.objects.get(pk=carol.pk).is_member(network)
    assert (
        RoleChange.objects.filter(user=alice).last().reason == "The council has left the network."
    )


def test_wagtails_mails_about_comments_end(network, dudley, chair, alice):
    PageSubscription.objects.create(user=alice, page=dudley.page, comment_notifications=True)
    leave(alice, network, by=chair, reason="Left")
    assert not PageSubscription.objects.exists()


def test_a_former_owner_hears_of_no_adoption(network, dudley, carol, chair, hand_out):
    held = hand_out(member(Role.DP_LEAD, network, dudley))
    leave(held.user, network, by=chair, reason="Left")
    last = held.mails()
    say(PracticeNotePage.objects.get(), carol, "same", "")
    assert held.mails() == last
