"""Links in a text to pages and files of the hub: they tell nothing of what a reader may not see."""

import json

import pytest
from wagtail.models import Page

from network.people.cms_access import set_up_admin_access, sync_admin_access
from practices.models import PracticeNotePage
from tests.practices.test_note_page import seen_by


@pytest.fixture
def pointing(make_note, walsall, carol, dudley, alice):
    """A public note that points at a note of Dudley's own; the number was planted in its row."""
    hidden = make_note(dudley, "Quiet inquiry into Acme", alice, audience="council")
    text = f'<p><a linktype="page" id="{hidden.pk}">this one</a></p>'
    note = make_note(walsall, "What we read", carol, audience="public")
    body = json.dumps([{"type": "text", "value": text, "id": "a"}])
    PracticeNotePage.objects.filter(pk=note.pk).update(what_we_did=text, body=body)
    return hidden, note


def test_a_link_to_a_hidden_note_names_its_number_alone(client, pointing, carol):
    hidden, note = pointing
    client.force_login(carol)
    page = client.get(note.address).content.decode()
    assert page.count(f'href="/to/page/{hidden.pk}/"') == 2
    assert "quiet-inquiry" not in page and "Quiet inquiry" not in page


def test_the_link_leads_on_those_who_may_read_the_note(client, pointing, alice, carol, stranger):
    hidden, _ = pointing
    address = f"/to/page/{hidden.pk}/"
    assert seen_by(client, stranger, address) == 404
    assert seen_by(client, carol, address) == 404
    client.force_login(alice)
    assert client.get(address, follow=True).request["PATH_INFO"] == hidden.address


def test_a_link_leads_on_to_any_other_page_and_else_nowhere(client, pointing):
    home = Page.objects.get(depth=2)
    assert client.get(f"/to/page/{home.pk}/").status_code == 302
    assert client.get("/to/page/99999999999999999999/").status_code == 404
    assert client.get("/to/document/99999999999999999999/").status_code == 404


def test_the_chooser_leaves_out_what_an_editor_may_not_read(
    client, pointing, network, alice, carol
):
    hidden, note = pointing
    set_up_admin_access(network)
    sync_admin_access(alice)
    sync_admin_access(carol)
    parent = hidden.get_parent()
    for user, sees in ((alice, True), (carol, False)):
        client.force_login(user)
        for address in (
            f"/admin/choose-page/{parent.pk}/",
            "/admin/choose-page/search/?q=inquiry",
        ):
            answer = client.get(address)
            assert answer.status_code == 200
            assert ("Quiet inquiry" in answer.content.decode()) is sees, (user, address)


def test_a_planted_address_that_leads_away_is_words_on_the_page(client, make_note, dudley, alice):
    note = make_note(dudley, "Cards", alice, audience="public")
    text = '<p><a href="/\\evil.example">k</a></p>'
    body = json.dumps([{"type": "text", "value": text, "id": "a"}])
    PracticeNotePage.objects.filter(pk=note.pk).update(what_we_did=text, body=body)
    page = client.get(note.url).content.decode()
    assert "evil.example" not in page and page.count("<a>k</a>") == 2
