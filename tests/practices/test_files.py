"""Files are as visible as the published note that owns them."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from hub.inspection.services import look_inside
from hub.models import HubDocument, HubImage
from network.people.cms_access import set_up_admin_access
from network.people.roles import leave
from practices.models import NoteAttachment, PracticeNotePage
from practices.notes.references import holds_all_of, pointed_at
from practices.notes.services import publish_note
from tests.unpublishing import unpublish_note


@pytest.fixture
def letter(alice):
    return a_document("letter.txt", uploaded_by_user=alice)


def a_document(name, **fields):
    document = HubDocument.objects.create(
        title=name, file=ContentFile(b"Dear reader", name=name), **fields
    )
    look_inside(document)
    return document


@pytest.fixture
def picture(alice):
    data = BytesIO()
    Image.new("RGB", (40, 30), "purple").save(data, "PNG")
    return HubImage.objects.create(
        title="Card", file=ContentFile(data.getvalue(), name="card.png"), width=40, height=30,
        uploaded_by_user=alice,
    )  # fmt: skip


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
    ("wide", "narrow", "holds"),
    [
        ("network:1", "council:3", True),
        ("adass:1", "council:3", True),
        ("adass:1", "network:1", True),
        ("public", "council:3", True),
        ("public", "adass:1", True),
        ("council:3", "council:3", True),
        ("network:2", "council:3", False),  # of another network than the council's
        ("network:1", "adass:1", False),
        ("council:3", "network:1", False),
        ("council:3", "council:4", False),
        ("network:1", "public", False),
        ("issue:4", "network:1", False),
        ("nobody", "nobody", False),
        ("public", "nobody", False),
        ("nobody", "council:3", False),
    ],
)
def test_one_audience_may_hold_all_of_another(wide, narrow, holds):
    assert holds_all_of(wide, narrow, 1) is holds


def test_what_a_text_points_at_is_found_in_blocks_and_in_rich_text():
    found = pointed_at([
        '<p><a id="4" linktype="document">x</a> <a linktype="page" id="9">y</a></p>',
        [{"type": "figure", "value": {"image": 7, "alt_text": "a"}, "id": "z"},
         {"type": "download", "value": {"document": "5"}, "id": "12"},
         {"type": "text", "value": '<embed embedtype="image" id="8" format="left"/>', "id": "q"}],
    ])  # fmt: skip
    assert found == ({4, 5}, {7, 8}, {9})


@pytest.mark.parametrize(
    "tag",
    [
        '<a linktype="document" id="4">',
        "<a linktype='document' id='4'>",
        "<A LINKTYPE=document ID=4>",
        '<a data-id="9" linktype="document" id="4">',
        '<a id="9" linktype="document" id="4">',
        '<a linktype="page" linktype="document" id="4">',
        '<a linktype="d&#111;cument" id="&#52;">',
        '<a\nlinktype = "document"\nid = " 4 ">',
        '<!-- <a linktype="document" id="4"> -->',
    ],
)
def test_no_spelling_of_a_tag_slips_by(tag):
    assert 4 in pointed_at([f"<p>{tag}x</a></p>"]).documents


@pytest.mark.parametrize("number", ["", "-4", "²", "٣", "1e3", "4.0", "9" * 5000])
def test_what_is_no_number_points_at_nothing(number):
    assert not any(pointed_at([f'<a linktype="document" id="{number}">x</a>']))


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
    page = a_document("trick.html", uploaded_by_user=alice)
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


def test_a_file_that_nothing_owns_is_for_whoever_put_it_up_and_their_council(
    client, network, dudley, alice, bob, carol, chair, editor, admin, letter
):
    set_up_admin_access(network)
    HubDocument.objects.update(collection=Collection.objects.get(name=dudley.short_name))
    for reader in (alice, bob):
        assert status(client, letter.url, reader) == 200
    for reader in (carol, chair, editor, admin, None):
        assert status(client, letter.url, reader) == 404


def test_whoever_left_no_longer_opens_what_they_put_up(client, network, chair, alice, letter):
    leave(alice, network, by=chair, reason="New job")
    assert status(client, letter.url, alice) == 404
