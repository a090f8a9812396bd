from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from hub.access.audience import keys_of
from network.people import invitations
from network.people.invitations import CannotAccept, CannotInvite, Guest
from network.people.models import Invitation, Membership, Role, RoleChange, State, User
from network.people.permissions import can_invite_to, grantable_roles, invitations_for
from tests.conftest import PASSWORD

JOIN = {"name": "Fay Newcomer", "password": "three unrelated words", "preferred_contact": "phone"}


def test_a_lead_invites_to_her_own_council_only(alice, network, dudley, walsall):
    assert can_invite_to(alice, network, dudley, [Role.COLLEAGUE])
    assert can_invite_to(alice, network, dudley, [Role.DP_LEAD])
    assert not can_invite_to(alice, network, walsall, [Role.COLLEAGUE])
    assert not can_invite_to(alice, network, None, [Role.RESIDENT])
    assert not can_invite_to(alice, network, dudley, [Role.COLLEAGUE, Role.CHAIR])
    assert not can_invite_to(alice, network, dudley, [])


def test_the_chair_invites_anybody_but_administrators(chair, network, walsall):
    assert can_invite_to(chair, network, walsall, [Role.DP_LEAD])
    assert can_invite_to(chair, network, None, [Role.ADASS_MANAGER])
    assert not can_invite_to(chair, network, None, [Role.ADMINISTRATOR])


def test_only_an_administrator_makes_administrators(admin, network):
    assert can_invite_to(admin, network, None, [Role.ADMINISTRATOR])


@pytest.mark.parametrize("who", ["bob", "editor", "dana", "resident"])
def test_others_invite_nobody(who, network, request):
    assert grantable_roles(request.getfixturevalue(who), network) == ()


def test_the_link_is_kept_as_a_hash_only(invited):
    invitation, path = invited
    token = path.rstrip("/").rsplit("/", 1)[1]
    assert token not in str(Invitation.objects.values().get(pk=invitation.pk))


def test_fay_joins_chooses_a_password_and_is_signed_in(client, invited, network, dudley):
    _, path = invited
    page = client.get(path)
    assert "fay@dudley.example" in page.content.decode()
    client.post(path, JOIN)
    fay = User.objects.get(email="fay@dudley.example")
    assert fay.check_password(JOIN["password"])
    assert fay.preferred_contact == "phone"
    assert fay.is_role(Role.COLLEAGUE, network=network)
    assert f"council:{dudley.pk}" in keys_of(fay)
    assert client.session["_auth_user_id"] == str(fay.pk)


def test_looking_at_the_link_uses_nothing_up(client, invited):
    _, path = invited
    for _ in range(3):  # mail scanners open links
        assert client.get(path).status_code == 200
    client.post(path, JOIN)
    assert client.get(path).status_code == 410


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", "required"),
        ("short", "too short"),
        ("password123", "too common"),
        ("fay@dudley.example", "similar"),
    ],
)
def test_a_weak_password_is_refused_with_a_reason(client, invited, password, says):
    _, path = invited
    page = client.post(path, JOIN | {"password": password}).content.decode()
    assert says in page
    assert not User.objects.filter(email="fay@dudley.example").exists()


def test_a_used_link_says_so(client, invited):
    _, path = invited
    client.post(path, JOIN)
    answer = client.get(path)
    assert (answer.status_code, "It has been used" in answer.content.decode()) == (410, True)


def test_an_invitation_is_good_for_28_days(client, invited):
    invitation, path = invited
    with time_machine.travel(invitation.sent_at + timedelta(days=27, hours=23)):
        assert client.get(path).status_code == 200
    with time_machine.travel(invitation.sent_at + timedelta(days=28, minutes=1)):
        answer = client.post(path, JOIN)
        assert "out of date" in answer.content.decode()
    assert not User.objects.filter(email="fay@dudley.example").exists()


@pytest.mark.parametrize("token", ["x", "0" * 43, "a" * 5000, "%00", "..%2f", "<script>", "'; --"])
def test_a_forged_link_gets_a_plain_page(client, network, token):
    answer = client.get(f"/people/join/{token}/")
    assert answer.status_code in (404, 410)


def test_sending_again_makes_a_new_link_and_ends_the_old(client, invited, mails):
    invitation, old = invited
    new = invitations.resend(invitation).removeprefix("http://testserver")
    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200
    assert len(mails()) == 2
    invitation.refresh_from_db()
    assert invitation.times_sent == 2


def test_an_expired_invitation_can_be_sent_again(invited):
    invitation, _ = invited
    Invitation.objects.update(expires_at=timezone.now())
    invitations.resend(invitation)
    invitation.refresh_from_db()
    assert invitation.state() == State.OPEN


def test_a_withdrawn_invitation_is_closed_for_good(client, invited, alice):
    invitation, path = invited
    invitations.withdraw(invitation, by=alice)
    assert "withdrawn" in client.get(path).content.decode()
    with pytest.raises(CannotInvite):
        invitations.resend(invitation)


def test_two_clicks_at_once_count_once(invited):
    invitation, _ = invited
    fields = {"name": "Fay", "password": PASSWORD, "preferred_contact": "email", "contact_note": ""}
    fay = invitations.accept_with_new_account(invitation, **fields)
    with pytest.raises(CannotAccept):
        invitations.accept(invitation, fay)
    assert fay.memberships.count() == 1


def test_a_second_invitation_to_one_address_is_refused(invited, network, dudley, alice):
    with pytest.raises(CannotInvite, match="waiting already"):
        invitations.invite(
            network, Guest("FAY@dudley.example", "Fay", (Role.DP_LEAD,), council=dudley), by=alice
        )


def test_a_member_is_not_invited_to_what_she_is(network, dudley, alice, bob):
    with pytest.raises(CannotInvite, match="a member already"):
        invitations.invite(network, Guest(bob.email, "Bob", (Role.COLLEAGUE,), dudley), by=alice)


def test_a_lead_takes_nobody_from_another_council(network, dudley, alice, carol):
    with pytest.raises(CannotInvite, match="Walsall"):
        invitations.invite(
            network, Guest(carol.email, "Carol", (Role.COLLEAGUE,), dudley), by=alice
        )


def test_bob_gets_a_further_role_on_the_account_he_has(signed_in, network, dudley, alice, bob):
    _, link = invitations.invite(
        network, Guest(bob.email, "Bob", (Role.DP_LEAD,), dudley), by=alice
    )
    browser = signed_in(bob)
    browser.post(link.removeprefix("http://testserver"))
    assert User.objects.get(pk=bob.pk).is_role(Role.DP_LEAD)


def test_carol_cannot_accept_what_was_sent_to_bob(signed_in, network, dudley, alice, bob, carol):
    _, link = invitations.invite(
        network, Guest(bob.email, "Bob", (Role.DP_LEAD,), dudley), by=alice
    )
    browser = signed_in(carol)
    answer = browser.post(link.removeprefix("http://testserver"))
    assert "for somebody else" in answer.content.decode()
    assert Membership.objects.filter(role=Role.DP_LEAD, user__in=[bob]).count() == 0


def test_alice_invites_on_the_page(signed_in, alice, network, mails):
    browser = signed_in(alice)
    page = browser.get("/people/invite/").content.decode()
    assert "Administrator" not in page
    answer = browser.post(
        "/people/invite/",
        {"name": "Gita", "email": "gita@dudley.example", "roles": ["colleague"]},
        follow=True,
    )
    assert "gita@dudley.example" in answer.content.decode()
    assert Invitation.objects.get().council == alice.council
    assert len(mails()) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"roles": ["administrator"]},
        {"roles": ["chair"]},
        {"roles": ["emperor"]},
        {"roles": []},
        {"email": "no address"},
        {"email": "a\nbcc: x@example.org"},
        {"name": ""},
        {"name": "x" * 500},
    ],
)
def test_a_wrong_invitation_is_refused_and_nothing_leaves(signed_in, alice, mails, fields):
    browser = signed_in(alice)
    right = {"name": "Gita", "email": "gita@dudley.example", "roles": ["colleague"]}
    answer = browser.post("/people/invite/", right | fields)
    assert answer.status_code == 200
    assert "to put right" in answer.content.decode()
    assert mails() == []


def test_a_posted_council_is_no_way_round(signed_in, alice, walsall):
    browser = signed_in(alice)
    browser.post(
        "/people/invite/",
        {"name": "Gita", "email": "g@x.example", "roles": ["dp_lead"], "council": walsall.pk},
    )
    assert Invitation.objects.get().council == alice.council


def test_the_chair_says_where_a_lead_is_from(signed_in, chair, walsall):
    browser = signed_in(chair)
    fields = {"name": "Hal", "email": "hal@walsall.example", "roles": ["dp_lead"]}
    assert "needs a council" in browser.post("/people/invite/", fields).content.decode()
    browser.post("/people/invite/", fields | {"council": walsall.pk})
    assert Invitation.objects.get().council == walsall


def test_inviting_has_a_limit(signed_in, alice, settings):
    settings.ACCOUNT_RATE_LIMITS = {"invite": "2/h/user"}
    browser = signed_in(alice)
    answers = [
        browser.post(
            "/people/invite/",
            {"name": "N", "email": f"n{n}@dudley.example", "roles": ["colleague"]},
        ).status_code
        for n in range(3)
    ]
    assert answers == [302, 302, 429]


@pytest.mark.parametrize("who", ["bob", "editor", "dana", "resident"])
@pytest.mark.parametrize("page", ["/people/invite/", "/people/invitations/"])
def test_pages_of_inviting_are_refused_with_a_sentence(signed_in, who, page, request):
    answer = signed_in(request.getfixturevalue(who)).get(page)
    assert answer.status_code == 403
    assert "can invite people" in answer.content.decode()


def test_carol_cannot_touch_alices_invitation(signed_in, carol, invited):
    invitation, _ = invited
    browser = signed_in(carol)
    assert browser.post(f"/people/invitations/{invitation.pk}/withdraw/").status_code == 404
    assert browser.post(f"/people/invitations/{invitation.pk}/send-again/").status_code == 404
    invitation.refresh_from_db()
    assert invitation.state() == State.OPEN


def test_alice_withdraws_and_sends_again_on_the_page(signed_in, alice, invited, mails):
    invitation, _ = invited
    browser = signed_in(alice)
    assert "fay@dudley.example" in browser.get("/people/invitations/").content.decode()
    browser.post(f"/people/invitations/{invitation.pk}/send-again/")
    assert len(mails()) == 2
    browser.post(f"/people/invitations/{invitation.pk}/withdraw/")
    assert invitations_for(alice, invitation.network) == []


def test_who_gave_a_role_is_recorded(client, invited, alice):
    _, path = invited
    client.post(path, JOIN)
    change = RoleChange.objects.get(user__email="fay@dudley.example")
    assert (change.role, change.did, change.by) == ("colleague", "given", alice)


def test_a_new_network_invites_its_first_chair_and_prints_the_link(db, client, capsys, mails):
    call_command("create_network", "North East", chair="ann@x.example", chair_name="Ann Other")
    said = capsys.readouterr().out
    path = said.split("http://testserver")[1].split()[0]
    assert client.get(path).status_code == 200
    client.post(path, JOIN | {"name": "Ann Other"})
    ann = User.objects.get(email="ann@x.example")
    assert ann.is_role(Role.CHAIR)
    assert ann.has_perm("wagtailadmin.access_admin")
    assert len(mails()) == 1


def test_without_a_chair_the_command_says_how_to_invite_one(db, capsys):
    call_command("create_network", "North East")
    assert 'create_network "North East" --chair EMAIL' in capsys.readouterr().out


def test_a_wrong_address_of_a_chair_is_a_sentence(db, capsys):
    call_command("create_network", "North East", chair="not an address")
    assert "is not an e-mail address" in capsys.readouterr().out


def test_make_administrator(alice, capsys):
    call_command("make_administrator", alice.email.upper())
    alice = User.objects.get(pk=alice.pk)
    assert alice.is_role(Role.ADMINISTRATOR)
    assert alice.is_superuser
    with pytest.raises(CommandError, match="Nobody has an account"):
        call_command("make_administrator", "nobody@example.org")
