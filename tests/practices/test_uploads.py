"""Every place that takes a file, and every kind of bad file: a sentence, never a server's error."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection

from hub.models import HubDocument, HubImage
from network.escalations.models import Issue
from network.meetings.school_holidays import import_holidays
from network.people.cms_access import set_up_admin_access, sync_admin_access
from practices.posting.drafts import start_draft, version_of


def drawn(kind, size=(300, 200)):
    data = BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(data, kind)
    return data.getvalue()


def huge_png(side=30_000):
    """900 million points in a few bytes: only the head is true."""

    def part(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", data) + part(b"IEND", b"")


JPEG, PNG = drawn("JPEG"), drawn("PNG")
BAD_PICTURES = {
    "cut.jpg": JPEG[: len(JPEG) // 2],
    "head-only.jpg": JPEG[:400],
    "four-bytes.jpg": b"\xff\xd8\xff\xe0",
    "empty.jpg": b"",
    "text.jpg": b"I am no picture",
    "png-inside.jpg": PNG,
    "cut.png": PNG[: len(PNG) // 2],
    "noise.png": PNG[:60] + b"\x55" * 4000,
    "huge.png": huge_png(),
    "large.png": huge_png(7_000),
    "cut.webp": drawn("WEBP")[:300],
    "cut.gif": drawn("GIF")[:300],
    "script.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>",
    "no-ending": JPEG,
}
BAD_DOCUMENTS = {
    "empty.pdf": b"",
    "text.pdf": b"I am no PDF",
    "cut.docx": b"PK\x03\x04 and no more",
    "text.docx": b"I am no Word file",
    "picture.txt": PNG,
    "page.html": b"<script>1</script>",
    "program.exe": b"MZ",
}


def upload(name, content):
    return SimpleUploadedFile(name, content, "image/jpeg")


@pytest.fixture
def desk(client, network, editor):
    """The editors' side, open to an editor; errors come as pages."""
    set_up_admin_access(network)
    sync_admin_access(editor)
    client.force_login(editor)
    client.raise_request_exception = False
    return client


def sent_to(kind, name, content):
    """A post to the chooser of the editor, the one place there that takes pictures and files."""
    prefix = f"{kind}-chooser-upload-"
    shelf = Collection.objects.get(name="Dudley").pk
    return {
        f"{prefix}title": "x",
        f"{prefix}file": upload(name, content),
        f"{prefix}collection": shelf,
    }


@pytest.mark.parametrize("name", BAD_PICTURES)
def test_a_bad_picture_gets_a_sentence(desk, name):
    sent = sent_to("image", name, BAD_PICTURES[name])
    answer = desk.post(reverse("wagtailimages_chooser:create"), sent)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert not HubImage.objects.exists()


@pytest.mark.parametrize("name", ["good.jpg", "good.jpeg", "good.png"])
def test_a_good_picture_is_taken(desk, name):
    sent = sent_to("image", name, PNG if name.endswith("png") else JPEG)
    answer = desk.post(reverse("wagtailimages_chooser:create"), sent)
    assert answer.json()["step"] == "chosen"
    assert HubImage.objects.get().width == 300


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_a_bad_document_gets_a_sentence_on_the_editors_side(desk, name):
    sent = sent_to("document", name, BAD_DOCUMENTS[name])
    answer = desk.post(reverse("wagtaildocs_chooser:create"), sent)
    assert answer.status_code == 200 and "error" in answer.content.decode()
    assert not HubDocument.objects.exists()


ALL_BAD = BAD_PICTURES | BAD_DOCUMENTS


@pytest.mark.parametrize("name", ALL_BAD)
def test_a_bad_file_with_a_note_gets_a_sentence(client, alice, dudley, name):
    client.force_login(alice)
    note = start_draft(dudley, alice)
    sent = {"title": "Cards", "version": version_of(note.get_latest_revision())}
    sent["files"] = upload(name, ALL_BAD[name])
    answer = client.post(reverse("practices:edit", args=[note.pk]), sent, follow=True)
    assert answer.status_code == 200 and name in answer.content.decode()
    assert not HubDocument.objects.exists()


@pytest.mark.parametrize("name", ALL_BAD)
def test_a_note_is_not_begun_from_a_bad_file(client, alice, dudley, name):
    client.force_login(alice)
    sent = {"council": dudley.pk, "file": upload(name, ALL_BAD[name])}
    assert client.post(reverse("practices:post"), sent).status_code < 500


@pytest.mark.parametrize("name", ALL_BAD)
def test_an_import_of_a_bad_file_is_no_error(client, alice, dudley, name):
    client.force_login(alice)
    sent = {"council": dudley.pk, "files": upload(name, ALL_BAD[name]), "audience": "network"}
    assert client.post(reverse("practices:import"), sent, follow=True).status_code < 500


@pytest.mark.parametrize("name", [one for one in ALL_BAD if not one.endswith(("webp", "gif"))])
def test_a_bad_file_with_an_issue_is_not_kept(client, alice, name):
    client.force_login(alice)
    sent = {"title": "Cards", "file": upload(name, ALL_BAD[name]), "level": "network"}
    assert client.post(reverse("escalations:new"), sent).status_code < 500
    assert not HubDocument.objects.exists()
    assert not Issue.objects.exclude(state="draft").exists()


@pytest.mark.parametrize("content", [*ALL_BAD.values(), b"a\rb", b'"' + b"x" * 200_000, b"\0" * 9])
def test_holidays_from_what_is_no_csv_get_a_sentence(network, content):
    report = import_holidays(content, network)
    assert report.errors


@pytest.mark.parametrize("row", [b'"' + b"x" * 200_000, b"x" * 200_000, b"\xff\xfe,,"])
def test_bad_rows_under_good_headings_get_a_sentence(network, row):
    assert import_holidays(b"council,name,first,last\n" + row, network).errors
