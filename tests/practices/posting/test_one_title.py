# ruff: noqa: F401, F811
"""Two notes of one title in a council: every way they can meet ends with two addresses."""

import pytest

from practices.models import PracticeNotePage
from practices.notes.versions import restore
from practices.posting.drafts import save_draft, start_draft, version_of
from practices.posting.services import send_in
from tests.practices.posting.test_journey import (
    fraud,
    moderate,
    network,
)
from tests.practices.posting.test_journey import (
    send_in as send_in_by_form,
)

pytestmark = pytest.mark.django_db

VALUES = {"title": "Card checks", "summary": "We look.", "status": "trial"}


@pytest.fixture
def drafts(alice, network, fraud):
    """Two drafts of one title, saved while neither was published."""
    return [draft(alice, fraud) for _ in range(2)]


def draft(by, topic, title="Card checks"):
    note = start_draft(by.council, by)
    words = VALUES | {"title": title, "what_we_did": "<p>We look.</p>", "topics": [topic]}
    save_draft(note, words, by, based_on=version_of(note.get_latest_revision()))
    return PracticeNotePage.objects.get(pk=note.pk)


def published(note, by):
    note = PracticeNotePage.objects.get(pk=note.pk)
    note.get_latest_revision().publish(user=by, skip_permission_checks=True)
    return PracticeNotePage.objects.get(pk=note.pk)


def slugs():
    return sorted(PracticeNotePage.objects.live().values_list("slug", flat=True))


def test_both_are_approved_one_after_the_other(client, drafts, alice, editor, fraud):
    client.force_login(alice)
    for note in drafts:
        assert send_in_by_form(client, note, fraud, title="Card checks").url == "/my-notes/"
    for note in drafts:
        assert moderate(client, note, editor, approve="").status_code == 302
    assert slugs() == ["card-checks", "card-checks-2"]
    for note in PracticeNotePage.objects.live():
        assert client.get(note.address).status_code == 200


def test_the_second_is_sent_in_after_the_first_was_published(client, drafts, alice, editor, fraud):
    published(drafts[0], editor)
    second = drafts[1]
    send_in(second, alice, version_of(second.get_latest_revision()))
    moderate(client, second, editor, approve="")
    assert slugs() == ["card-checks", "card-checks-2"]


def test_a_published_note_keeps_its_address_when_the_other_goes(drafts, alice, editor):
    first, second = (published(note, editor) for note in drafts)
    first.delete()
    changed = {"summary": "We look twice."}
    save_draft(second, changed, alice, based_on=version_of(second.get_latest_revision()))
    assert published(second, editor).slug == "card-checks-2"


def test_a_published_note_takes_the_other_notes_title(alice, editor, fraud, network):
    first = published(draft(alice, fraud), editor)
    other = published(draft(alice, fraud, title="Audits"), editor)
    version = version_of(other.get_latest_revision())
    save_draft(other, {"title": first.title}, alice, based_on=version)
    assert published(other, editor).title == "Card checks"
    assert slugs() == ["audits", "card-checks"]


def test_an_earlier_version_comes_back_whose_address_another_note_has(
    alice, editor, fraud, network
):
    old = published(draft(alice, fraud), editor)
    before = old.get_latest_revision()
    old.slug = "checks-of-cards"
    old.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
    published(draft(alice, fraud), editor)
    assert restore(PracticeNotePage.objects.get(pk=old.pk), before, editor)
    assert slugs() == ["card-checks", "checks-of-cards"]


def test_a_note_is_moved_while_its_draft_has_the_address_of_another_there(
    alice,
    carol,
    editor,
    fraud,
    network,
):
    moved = draft(alice, fraud)
    published(draft(carol, fraud), editor)
    moved.move(carol.council.page.__class__.objects.get(pk=carol.council.page.pk), pos="last-child")
    published(PracticeNotePage.objects.get(pk=moved.pk), editor)
    assert slugs() == ["card-checks", "card-checks-2"]


def test_a_withdrawn_note_is_published_again_after_another_took_its_address(drafts, editor):
    first = published(drafts[0], editor)
    first.unpublish()
    published(drafts[1], editor)
    published(PracticeNotePage.objects.get(pk=first.pk), editor)
    assert slugs() == ["card-checks", "card-checks-2"]
