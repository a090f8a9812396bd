"""The menu under a reader's name leads to what she may use, and to nothing else."""

import pytest
from django.urls import reverse

from hub.site.menu import own_pages_of
from network.people.cms_access import set_up_admin_access


def names(user):
    return {page.name for page in own_pages_of(user)}


def test_a_stranger_has_no_menu(stranger):
    assert names(stranger) == set()


def test_each_role_has_its_own_pages(alice, resident, editor, admin):
    assert {"practices:my_notes", "practices:import", "practices:due"} <= names(alice)
    assert names(resident) == {
        "search_saved", "search_tokens", "people:account", "practices:questions",
    }  # fmt: skip
    assert {"practices:moderation", "practices:import"} <= names(editor)
    assert {"mail:outbox", "jobs:jobs"} <= names(admin)
    assert "mail:outbox" not in names(editor)


@pytest.mark.parametrize(
    "who",
    ["alice", "bob", "carol", "chair", "editor", "dana", "resident", "admin"],
)
def test_every_line_of_the_menu_opens(request, client, network, who):
    user = request.getfixturevalue(who)
    set_up_admin_access(network)
    client.force_login(user)
    for page in own_pages_of(user):
        assert client.get(reverse(page.name)).status_code == 200, page.name


def test_the_menu_is_on_the_page(client, editor):
    client.force_login(editor)
    assert reverse("practices:moderation") in client.get("/about/").content.decode()


def test_posting_is_offered_to_those_who_may_post(client, alice, resident, dana):
    for person, offered in ((alice, True), (resident, False), (dana, False)):
        client.force_login(person)
        assert ("Post a practice" in client.get("/").content.decode()) == offered
