"""What the CMS does with forms its own script did not send, with titles, and with accounts."""

import pytest
from wagtail.models import ReferenceIndex

from network.escalations.models import Barrier, Level
from network.escalations.services import raising
from network.people.cms_access import set_up_admin_access, sync_admin_access
from network.people.models import User
from practices.models import PracticeNotePage
from practices.posting.drafts import save_draft, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(network, dudley, alice, make_note):
    """Alice's, published; they may edit it in the CMS."""
    set_up_admin_access(network)
    sync_admin_access(alice)
    return make_note(dudley, "Cards", by=alice)


@pytest.mark.parametrize("count", [{}, {"body-count": "x"}, {"body-count": "1"}])
def test_a_note_posted_without_the_editors_script_is_refused(client, alice, note, count):
    client.force_login(alice)
    answer = client.post(f"/admin/pages/{note.pk}/edit/", {"title": "Other"} | count)
    assert answer.status_code == 400
    assert PracticeNotePage.objects.get(pk=note.pk).title == "Cards"


def test_lists_of_the_cms_name_a_published_note_as_it_was_published(alice, note):
    save_draft(note, {"title": "Unsent"}, alice, based_on=version_of(note.get_latest_revision()))
    note = PracticeNotePage.objects.get(pk=note.pk)
    assert note.draft_title == "Unsent"
    assert note.get_admin_display_title() == "Cards"


def test_an_account_that_the_records_need_stays_and_the_page_says_so(client, admin, alice, network):
    raising.save_draft(alice, network, {"title": "Late cards", "level": Level.NETWORK})
    client.force_login(admin)
    page = client.post(f"/admin/users/delete/{alice.pk}/", follow=True)
    assert "other records of the network need it" in page.content.decode()
    assert User.objects.filter(pk=alice.pk).exists()


def test_a_barrier_that_an_issue_names_stays(client, admin, alice, network):
    legal = Barrier.objects.get(slug="legal")
    raising.save_draft(alice, network, {"title": "Late cards", "barrier": legal})
    ReferenceIndex.objects.all().delete()  # what is written in bulk is not in it
    client.force_login(admin)
    address = f"/admin/snippets/escalations/barrier/delete/{legal.pk}/"
    page = client.post(address, follow=True)
    assert "other records of the network need it" in page.content.decode()
    assert Barrier.objects.filter(pk=legal.pk).exists()


def test_an_account_that_nothing_needs_can_be_deleted(client, admin):
    nobody = User.objects.create_user("new@example.org", "x", name="New")
    client.force_login(admin)
    client.post(f"/admin/users/delete/{nobody.pk}/")
    assert not User.objects.filter(pk=nobody.pk).exists()
