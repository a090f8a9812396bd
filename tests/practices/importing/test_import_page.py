"""Importing from the site: check first, then import; only for those who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practices.importing import reading
from practices.models import PracticeNotePage

GOOD = b"---\ntitle: Card checks\n---\nWe look at each card."


@pytest.fixture
def upload(client):
    """Sign in, upload files, and follow to the page that says what would come of them."""

    def send(user, *files, **data):
        client.force_login(user)
        uploads = [SimpleUploadedFile(name, content) for name, content in files]
        return client.post(reverse("practices:import"), {"files": uploads, **data}, follow=True)

    return send


def test_a_lead_checks_first_and_then_imports_drafts(upload, client, alice, dudley):
    page = upload(alice, ("a.md", GOOD), ("b.docx", b"not word"), council=dudley.pk)
    text = page.content.decode()
    assert "Nothing is written yet" in text
    assert "b.docx" in text and "what is inside is plain text" in text
    assert not PracticeNotePage.objects.exists()

    done = client.post(reverse("practices:import_run"), follow=True)
    note = PracticeNotePage.objects.get()
    assert "Card checks" in done.content.decode()
    assert (note.title, note.owner, note.live, note.council) == (
        "Card checks",
        alice,
        False,
        dudley,
    )
    word = client.session["import"]["word"]
    assert not reading.held(word)
    left = reading.read_folder(word).iterdir()
    assert [file.name for file in left] == ["written-0.json"], "the report alone"
    assert client.post(reverse("practices:import_run")).url == reverse("practices:import_done")
    assert PracticeNotePage.objects.count() == 1, "sent twice, done once"


def test_an_editor_publishes_for_any_council_of_the_network(upload, client, editor, walsall):
    upload(editor, ("a.md", GOOD), council=walsall.pk, publish="yes", audience="public")
    client.post(reverse("practices:import_run"))
    note = PracticeNotePage.objects.live().get()
    assert (note.council, note.audience_key) == (walsall, "public")


def test_a_lead_cannot_write_for_another_council(upload, alice, walsall):
    page = upload(alice, ("a.md", GOOD), council=walsall.pk)
    assert page.status_code == 422
    assert "Choose a council that you may import for" in page.content.decode()
    page = upload(alice, ("a.md", b"---\ncouncil: walsall\n---\nText"))
    assert "You may not add notes for Walsall." in page.content.decode()


def test_a_lead_cannot_publish_unless_the_network_lets_her(upload, client, alice, network):
    upload(alice, ("a.md", GOOD), council=alice.council_id, publish="yes")
    client.post(reverse("practices:import_run"))
    assert not PracticeNotePage.objects.live().exists()
    network.leads_publish_at_once = True
    network.save()
    upload(alice, ("a.md", GOOD), council=alice.council_id, publish="yes")
    client.post(reverse("practices:import_run"))
    assert PracticeNotePage.objects.live().exists()


def test_no_file_is_an_error_with_a_link_to_the_field(upload, alice):
    page = upload(alice)
    assert page.status_code == 422
    text = page.content.decode()
    assert "Error:" in text.split("</title>")[0]
    assert '<a href="#id_files">Choose at least one file</a>' in text


def test_an_archive_is_sent_to_the_command(upload, alice):
    page = upload(alice, ("a.jsonl", b'{"title": "x"}\n' * 1001))
    assert "import_notes" in page.content.decode()


def test_a_name_that_climbs_stays_inside_the_folder(upload, alice, client):
    upload(alice, ("../../climb.md", GOOD), ("climb.md", GOOD), council=alice.council_id)
    page = client.post(reverse("practices:import_run"), follow=True).content.decode()
    assert "Another note in this import has the ref “climb.md” already" in page


@pytest.mark.parametrize("who", ["bob", "dana", "resident"])
def test_others_are_told_why_not(who, request, client):
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("practices:import"))
    assert page.status_code == 403
    assert "direct payments lead or the network" in page.content.decode()


def test_a_stranger_is_asked_to_sign_in(client, network):
    for name in ("practices:import", "practices:import_check"):
        assert client.get(reverse(name)).url.startswith("/accounts/login/")
