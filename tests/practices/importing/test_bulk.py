"""Notes written by the batch are pages like any other, and are found at once."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, ReferenceIndex

from network.people.cms_access import set_up_admin_access
from practices.models import PracticeNotePage
from practices.notes.services import publish_note
from search.query.parsing import read
from search.service import search


@pytest.fixture
def imported(run, lines, alice, dudley):
    """Three published notes of one title, and one that stood there before them."""
    dudley.page.add_child(instance=PracticeNotePage(title="Card checks", slug="card-checks"))
    rows = [
        {"ref": str(n), "title": "Card checks", "body": f"{word} is looked at", "tags": ["audit"]}
        for n, word in enumerate(("zebra", "giraffe", "ostrich"))
    ]
    run({"a.jsonl": lines(*rows)}, publish=True, by=alice)
    return list(PracticeNotePage.objects.exclude(ref="").order_by("path"))


def test_the_tree_is_sound_and_each_note_has_its_own_address(imported, dudley):
    problems = Page.find_problems()
    assert not any(problems)
    assert [note.slug for note in imported] == ["card-checks-2", "card-checks-3", "card-checks-4"]
    assert [note.url_path for note in imported] == [
        f"/home/councils/dudley/card-checks-{n}/" for n in (2, 3, 4)
    ]
    assert Page.objects.get(pk=dudley.page.pk).numchild == 4
    sibling = dudley.page.add_child(instance=PracticeNotePage(title="After", slug="after"))
    assert sibling.path > imported[-1].path


def test_an_imported_note_can_be_edited_and_published_again(imported, alice):
    note = imported[0]
    assert note.live_revision_id == note.latest_revision_id == note.get_latest_revision().pk
    assert not note.has_unpublished_changes
    edited = note.get_latest_revision_as_object()
    assert [tag.name for tag in edited.tags.all()] == ["audit"]
    edited.title = "Checks of cards"
    published = publish_note(edited, alice)
    assert (published.title, published.revisions.count()) == ("Checks of cards", 2)


def test_an_imported_note_shows_and_opens_in_the_admin(imported, client, alice, admin):
    set_up_admin_access(alice.council.network)
    client.force_login(alice)
    assert b"zebra" in client.get(imported[0].address).content
    assert client.get(f"/admin/pages/{imported[0].pk}/history/").status_code == 200
    client.force_login(admin)
    assert client.get(f"/admin/pages/{imported[0].pk}/edit/").status_code == 200


def test_an_imported_note_is_found_by_members_and_by_no_stranger(imported, carol, stranger):
    found = search(read("giraffe"), carol)
    assert [result.entry.ref for result in found.results] == ["1"]
    assert search(read("giraffe"), stranger).total == 0


def test_wagtails_own_search_and_references_know_imported_notes(imported, dudley):
    found = Page.objects.search("card")
    assert set(imported) <= {page.specific for page in found}
    used = ReferenceIndex.get_references_to(dudley).filter(object_id=str(imported[0].pk))
    assert used.count() == 1


def test_queries_grow_with_batches_not_with_notes(run, lines):
    def queries(count, folder):
        rows = [{"ref": f"{folder}{n}", "title": f"Note {n}", "body": "x"} for n in range(count)]
        with CaptureQueriesContext(connection) as caught:
            run({"a.jsonl": lines(*rows)}, folder=folder, publish=True)
        return len([q for q in caught if not re.match("SAVEPOINT|RELEASE", q["sql"])])

    queries(2, "warm")
    few, many = queries(5, "few"), queries(100, "many")
    assert many - few < 60  # large inserts are cut into a few by SQLite's limit on parameters


def test_fixtree_finds_nothing(imported, capsys):
    call_command("fixtree", interactive=False)
    assert "No problems found" in capsys.readouterr().out
