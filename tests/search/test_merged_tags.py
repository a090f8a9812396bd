"""A merged tag's old name still leads everywhere to the new one."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from taggit.models import Tag

from practices.importing.council_shelf import TagBox
from practices.models import NoteTag, PracticeNotePage, TagMerge
from practices.notes.services import publish_note
from practices.posting.forms import NoteForm
from practices.tags.services import current_names, merge
from search.query.parsing import read
from search.service import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


@pytest.fixture
def notes(dudley, walsall, alice, make_note):
    """One note with each of two tags, and one with both."""
    kept = make_note(dudley, "Kept", by=alice, audience="public", tags=["prepaid cards"])
    old = make_note(walsall, "Old", by=alice, audience="public", tags=["ppc scheme"])
    both = make_note(
        dudley, "Both", by=alice, audience="public", tags=["ppc scheme", "prepaid cards"]
    )
    return kept, old, both


def tag(name):
    return Tag.objects.get(name=name)


def merge_them(by=None):
    return merge(tag("ppc scheme"), tag("prepaid cards"), by)


def titles(text="", **fields):
    found = search(read(text, **fields), AnonymousUser()).results
    return {result.entry.title for result in found if result.entry.kind == "note"}


def test_notes_carry_the_new_tag_once_and_search_knows(notes, put_in_engines):
    assert merge_them() == 2
    put_in_engines()
    for note in PracticeNotePage.objects.all():
        assert [one.name for one in note.tags.all()] == ["prepaid cards"]
    assert titles(filters={"tag": ["prepaid cards"]}) == {"Kept", "Old", "Both"}


def test_the_old_filter_and_the_old_name_still_find(notes, put_in_engines):
    merge_them()
    put_in_engines()
    every = {"Kept", "Old", "Both"}
    assert titles(filters={"tag": ["PPC scheme"]}) == every
    assert titles('tag:"ppc scheme"') == every
    assert titles("ppc scheme") == every


def test_the_old_address_and_feed_lead_on(notes, client):
    merge_them()
    new = tag("prepaid cards").slug
    answer = client.get(reverse("practices:tag", args=["PPC-scheme"]))
    assert answer.status_code == 302 and answer.url == reverse("practices:tag", args=[new])
    feed = client.get(reverse("practices:feed_tag", args=["ppc-scheme"]))
    assert feed.status_code == 302 and client.get(feed.url).status_code == 200


def test_the_old_address_tells_nothing_of_notes_that_are_hidden(dudley, alice, make_note, client):
    make_note(dudley, "A", by=alice, audience="council", tags=["ppc scheme"])
    make_note(dudley, "B", by=alice, audience="council", tags=["prepaid cards"])
    merge_them()
    assert client.get(reverse("practices:tag", args=["ppc-scheme"])).status_code == 404
    assert client.get(reverse("practices:feed_tag", args=["ppc-scheme"])).status_code == 404


def test_chains_lead_to_the_last(notes):
    merge_them()
    last = Tag.objects.create(name="payment cards", slug="payment-cards")
    merge(tag("prepaid cards"), last, None)
    assert current_names(["PPC Scheme", "prepaid cards", "other"]) == ["payment cards", "other"]
    assert set(TagMerge.objects.values_list("into__name", flat=True)) == {"payment cards"}


def test_merging_back_leaves_no_circle(notes):
    merge_them()
    merge(tag("prepaid cards"), Tag.objects.create(name="x", slug="x"), None)
    with pytest.raises(ValueError):
        merge(tag("x"), tag("ppc scheme"), None)


def test_the_old_tag_typed_in_a_form_or_a_file_gives_the_new_one(notes):
    merge_them()
    form = NoteForm.__new__(NoteForm)
    form.cleaned_data = {"tags": "PPC scheme, prepaid cards, other"}
    assert form.clean_tags() == ["prepaid cards", "other"]
    assert [one.name for one in TagBox().named(["ppc scheme", "prepaid cards"])] == [
        "prepaid cards"
    ]


def test_a_draft_from_before_brings_the_new_tag_when_it_is_published(notes, alice):
    old = PracticeNotePage.objects.get(title="Old")
    old.title = "Old, edited"
    old.save_revision(user=alice)
    merge_them()
    publish_note(PracticeNotePage.objects.get(pk=old.pk).get_latest_revision_as_object(), alice)
    names = NoteTag.objects.filter(content_object=old).values_list("tag__name", flat=True)
    assert list(names) == ["prepaid cards"]


def test_the_chair_sees_first_what_changes(notes, chair, client):
    client.force_login(chair)
    address = reverse("practices:merge_tag", args=["ppc-scheme"])
    assert (
        "Merge this tag"
        in client.get(reverse("practices:tag", args=["ppc-scheme"])).content.decode()
    )
    assert "There is no tag" in client.get(address, {"into": "nonsense"}).content.decode()
    assert "same tag" in client.get(address, {"into": "PPC scheme"}).content.decode()
    page = client.get(address, {"into": "Prepaid cards"}).content.decode()
    assert "2 notes that you can see" in page and not TagMerge.objects.exists()
    assert client.post(address, {"into": "Prepaid cards"}).status_code == 302
    assert TagMerge.objects.get().by == chair


def test_others_cannot_merge(notes, alice, client):
    address = reverse("practices:merge_tag", args=["ppc-scheme"])
    client.force_login(alice)
    assert client.post(address, {"into": "prepaid cards"}).status_code == 403
    client.logout()
    assert client.post(address, {"into": "prepaid cards"}).status_code == 302
    assert not TagMerge.objects.exists()
