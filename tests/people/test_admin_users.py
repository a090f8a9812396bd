import pytest
from allauth.account.models import EmailAddress

from network.people.cms_access import set_up_admin_access
from network.people.models import User

USERS = "/admin/users/"


@pytest.mark.parametrize("who", ["alice", "chair", "editor", "dana"])
def test_only_administrators_see_the_users(signed_in, who, network, request):
    someone = request.getfixturevalue(who)
    set_up_admin_access(network)
    assert signed_in(someone).get(USERS).status_code == 404


def test_an_administrator_lists_and_edits_people(signed_in, admin, alice, walsall):
    browser = signed_in(admin)
    assert alice.name in browser.get(USERS, {"q": "alice"}).content.decode()
    page = browser.get(f"{USERS}edit/{alice.pk}/")
    assert "first_name" not in page.content.decode()
    fields = {
        "name": "Alice Other", "email": "Alice.Other@Dudley.example", "council": alice.council_id,
        "preferred_contact": "post", "is_active": "on",
    }  # fmt: skip
    browser.post(f"{USERS}edit/{alice.pk}/", fields)
    alice = User.objects.get(pk=alice.pk)
    assert (alice.name, alice.email) == ("Alice Other", "alice.other@dudley.example")
    assert EmailAddress.objects.get(user=alice).email == alice.email


def test_newcomers_are_invited_not_added(signed_in, admin):
    assert signed_in(admin).get(f"{USERS}new/").url == "/people/invite/"
