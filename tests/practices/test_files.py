"""Files are as visible as the published notes that use them."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from hub.inspection.services import look_inside
from hub.models import HubDocument, HubImage
from network.people.admin_access import set_up_admin_access
from practices.file_rules import files_in, widest
from practices.models import NoteAttachment, PracticeNotePage
from practices.services import publish_note, unpublish_note


@pytest.fixture
def letter(db):
    return a_document("letter.txt")


def a_document(name, **fields):
    document = HubDocument.objects.create(
        title=name, file=ContentFile(b"Dear reader", name=name), **fields
    )
    look_inside(document)
    return document


@pytest.fixture
def picture(db):
    data = BytesIO()
    Image.new("RGB", (40, 30), "purple").save(data, "PNG")
    return HubImage.objects.create(
        title="Card", file=ContentFile(data.getvalue(), name="card.png"), width=40, height=30
    )


def attach(note, document, by):
    note = PracticeNotePage.objects.get(pk=note.pk)
    note.attachments.add(NoteAttachment(document=document))
    return publish_note(note, by)


def status(client, url, user=None):
    client.logout()
    if user:
        client.force_login(user)
    return client.get(url).status_code


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        (["council:1", "network:1"], "network:1"),
        (["network:1", "adass:1", "council:3"], "adass:1"),
        (["council:1", "public", "network:2"], "public"),
        (["council:1", "council:2"], "nobody"),
        (["network:1", "network:2"], "nobody"),
        (["network:1", "adass:2"], "nobody"),
        (["council:1", "council:1"], "council:1"),
        (["group:4"], "nobody"),
        (["nobody"], "nobody"),
        ([], "nobody"),
    ],
)
def test_the_widest_key_covers_all_or_is_nobodys(keys, key):
    assert widest(keys) == key


def test_files_are_found_in_blocks_and_in_rich_text():
    found = files_in([
        '<p><a id="4" linktype="document">x</a> <a linktype="page" id="9">y</a></p>',
        [{"type": "figure", "value": {"image": 7, "alt_text": "a"}, "id": "z"},
         {"type": "download", "value": {"document": 5}, "id": "12"},
         {"type": "text", "value": '<embed embedtype="image" id="8" format="left"/>', "id": "q"}],
    ])  # fmt: skip
    assert found == (frozenset({4, 5}), frozenset({7, 8}))


def test_an_attachment_is_read_by_the_readers_of_its_note(
    client, make_note, dudley, alice, bob, carol, dana, letter
):
    note = attach(make_note(dudley, "Letters", alice), letter, alice)
    assert [status(client, letter.url, user) for user in (alice, carol)] == [200, 200]
    assert [status(client, letter.url, user) for user in (dana, None)] == [404, 404]
    note.audience = "council"
    publish_note(note, alice)
    assert [status(client, letter.url, user) for user in (bob, carol)] == [200, 404]


def test_a_file_in_review_is_not_yet_in_anybodys_hand(client, make_note, dudley, alice, letter):
    note = make_note(dudley, "Letters", alice, audience="public")
    note.attachments.add(NoteAttachment(document=letter))
    note.save_revision(user=alice)
    assert status(client, letter.url) == 404


def test_a_file_goes_when_the_note_is_unpublished_or_deleted(
    client, make_note, dudley, alice, letter
):
    note = attach(make_note(dudley, "Letters", alice, audience="public"), letter, alice)
    assert status(client, letter.url) == 200
    unpublish_note(note, alice)
    assert status(client, letter.url) == 404
    note = publish_note(PracticeNotePage.objects.get(pk=note.pk), alice)
    assert status(client, letter.url) == 200
    note.delete()
    letter.refresh_from_db()
    assert (status(client, letter.url), letter.audience_key) == (404, "nobody")


def test_a_file_in_two_councils_own_notes_is_read_in_both_and_nowhere_else(
    client, make_note, dudley, walsall, alice, carol, chair, letter
):
    attach(make_note(dudley, "Ours", alice, audience="council"), letter, alice)
    attach(make_note(walsall, "Also ours", carol, audience="council"), letter, carol)
    letter.refresh_from_db()
    assert letter.audience_key == "nobody"
    answers = [status(client, letter.url, user) for user in (alice, carol, chair, None)]
    assert answers == [200, 200, 404, 404]


def test_an_unused_file_is_seen_by_who_put_it_up_and_by_its_council(
    client, network, dudley, alice, bob, carol, letter
):
    set_up_admin_access(network)
    letter.collection = Collection.objects.get(name="Dudley")
    letter.uploaded_by_user = alice
    letter.save()
    answers = [status(client, letter.url, user) for user in (alice, bob, carol, None)]
    assert answers == [200, 200, 404, 404]


def test_a_document_is_handed_out_safely(client, make_note, dudley, alice):
    page = a_document("trick.html")
    attach(make_note(dudley, "Letters", alice, audience="public"), page, alice)
    answer = client.get(page.url)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert "private" in answer.headers["Cache-Control"]
    assert "public" not in answer.headers["Cache-Control"]


def test_a_picture_and_its_sizes_follow_the_note(
    client, make_note, dudley, alice, carol, dana, picture
):
    block = ("figure", {"image": picture, "alt_text": "A card", "caption": ""})
    note = make_note(dudley, "Cards", alice, body=[block])
    client.force_login(alice)
    assert "A card" in client.get(note.address).content.decode()
    small = picture.get_rendition("width-1200")
    for url in (small.url, picture.file.url):
        answers = [status(client, url, user) for user in (alice, carol, dana, None)]
        assert answers == [200, 200, 404, 404], url
    assert client.get(small.url).status_code == 404


@pytest.mark.parametrize(
    "path", ["documents/letter.txt", "../db.sqlite3", "images/none.png", "%00.png", "a.svg"]
)
def test_nothing_else_in_the_media_folder_is_handed_out(
    client, make_note, dudley, alice, letter, path
):
    attach(make_note(dudley, "Letters", alice, audience="public"), letter, alice)
    client.force_login(alice)
    assert client.get(f"/media/{path}").status_code == 404
    assert client.get(f"/media/{letter.file.name}").status_code == 404


def test_a_council_chooses_from_its_own_shelf_of_files(client, network, dudley, alice, carol):
    set_up_admin_access(network)
    for name in ("Dudley", "Walsall"):
        shelf = Collection.objects.get(name=name)
        a_document(f"{name.lower()}.txt", collection=shelf)
    client.force_login(alice)
    chooser = client.get("/admin/documents/chooser/results/").content.decode()
    assert "dudley.txt" in chooser and "walsall.txt" not in chooser
