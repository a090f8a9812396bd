"""A note's files: what is inside is told before it leaves, and nothing slips through."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.test.utils.form_data import rich_text

from hub.inspection.models import Acknowledgement, FileCheck, covers
from hub.inspection.services import look_inside
from hub.inspection.signals import take_place_out
from hub.models import HubDocument, HubImage
from hub.ui.blocks import TEXT_FEATURES
from network.people.cms_access import set_up_admin_access, sync_admin_access
from practices.models import PracticeNotePage, PublishedFile, Topic
from practices.notes.services import publish_note
from tests.inspection import build

pytestmark = pytest.mark.django_db
LETTER = build.word(build.tracked("del", build.RESIDENT))
CLEAR = build.word()


@pytest.fixture
def network(network):
    set_up_admin_access(network)
    network.leads_publish_at_once = True
    network.save()
    return network


@pytest.fixture
def fraud(network):
    return Topic.objects.get_or_create(slug="fraud", defaults={"name": "Fraud"})[0]


@pytest.fixture
def draft(client, alice):
    client.force_login(alice)
    client.post("/post/")
    return PracticeNotePage.objects.get()


@pytest.fixture
def write(client, draft, fraud):
    """Save the form with a file: write(LETTER, "letter.docx", audience="public")."""

    def write(data=None, name="letter.docx", **changes):
        version = client.get(f"/post/{draft.pk}/").context["version"]
        words = {
            "version": version, "title": "Closer card checks", "summary": "We look closer.",
            "topics": [fraud.pk], "status": "trial", "what_we_did": "We look.",
            "audience": "public", "check": "",
        }  # fmt: skip
        files = {"files": SimpleUploadedFile(name, data)} if data else {}
        return client.post(f"/post/{draft.pk}/", words | files | changes, follow=True)

    return write


@pytest.fixture
def send(client, draft):
    def send():
        version = client.get(f"/post/{draft.pk}/check/").context["version"]
        return client.post(f"/post/{draft.pk}/send/", {"version": version}, follow=True)

    return send


def press(client, draft, **button):
    document = HubDocument.objects.get()
    url = reverse("practices:file_inside", args=[draft.pk, document.pk])
    return client.post(url, button, follow=True)


def text(answer):
    return " ".join(answer.content.decode().split())


def is_live():
    return PracticeNotePage.objects.get().live


def as_stranger(client):
    client.logout()
    return client.get(HubDocument.objects.get().url)


def test_the_check_page_tells_what_is_inside_sentence_by_sentence(write):
    page = text(write(LETTER))
    assert "Tracked deletion by J. Smith, paragraph 1: “Mrs Hollis”." in page
    assert "It holds: Mrs Hollis (name of a person)." in page


def test_the_form_says_how_many_things_were_found(client, write, draft):
    write(LETTER)
    assert "1 thing found" in text(client.get(f"/post/{draft.pk}/"))


def test_a_public_note_does_not_leave_with_a_file_nobody_looked_at(client, write, send):
    write(LETTER)
    assert "holds 1 thing that its readers may not be meant to have" in text(send())
    assert not is_live()
    assert as_stranger(client).status_code == 404


def test_a_cleaned_copy_is_what_a_stranger_gets(client, write, send, draft):
    write(LETTER)
    page = text(press(client, draft, clean=""))
    assert "A cleaned copy is stored, and nothing is found in it." in page
    assert "Published." in text(send())
    answer = as_stranger(client)
    assert answer.status_code == 200 and "-cleaned.docx" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Hollis" not in everything and b"Smith" not in everything
    assert build.SEEN.encode() in everything


def test_the_file_itself_is_deleted_once_its_copy_is_kept(
    client, write, draft, django_capture_on_commit_callbacks
):
    write(LETTER)
    old = HubDocument.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):
        press(client, draft, clean="")
    assert not old.storage.exists(old.name)
    assert HubDocument.objects.get().file.storage.exists(HubDocument.objects.get().file.name)


def test_what_is_left_after_cleaning_is_told(client, write, draft):
    marked = build.word(lambda paper: (build.commented(paper), build.header("SECRET")(paper)))
    write(marked)
    page = text(press(client, draft, clean=""))
    assert "1 thing is left in it" in page
    assert "Protective marking, in a page header, paragraph 1: “SECRET”." in page


def test_keeping_it_needs_a_reason_and_names_who_when_and_why(client, write, send, draft, alice):
    write(LETTER)
    assert "Say why it may stay." in text(press(client, draft, keep="", reason="  "))
    assert not Acknowledgement.objects.exists()
    page = text(press(client, draft, keep="", reason="A made-up name, in a training letter"))
    assert "Alice Example said on" in page
    assert "“A made-up name, in a training letter”" in page
    assert "Published." in text(send())
    assert as_stranger(client).status_code == 200


def test_what_was_said_for_the_network_does_not_hold_for_the_public(client, write, send, draft):
    write(LETTER, audience="network")
    press(client, draft, keep="", reason="We all know the case")
    assert "Published." in text(send())
    write(audience="public")
    assert "holds 1 thing" in text(send())
    note = PracticeNotePage.objects.get()
    assert note.audience == "network" and as_stranger(client).status_code == 404


def test_taking_it_off_lets_the_note_go(client, write, send, draft):
    write(LETTER)
    assert "The file is taken off." in text(press(client, draft, remove=""))
    assert "Published." in text(send())
    assert not PublishedFile.objects.exists()


def test_an_honest_file_needs_nothing(client, write, send):
    assert "Nothing was found in it" in text(write(CLEAR))
    assert "Published." in text(send())
    assert as_stranger(client).status_code == 200


def test_a_locked_pdf_stays_with_its_council(client, write, send, draft):
    locked = build.pdf(
        build.line("x"), change=lambda writer: writer.encrypt("s", algorithm="RC4-40")
    )
    assert "protected by a password" in text(write(locked, "plan.pdf"))
    assert "Nobody outside your council can have it" in text(send())
    press(client, draft, keep="", reason="I have read it")
    assert not Acknowledgement.objects.exists()
    assert "Nobody outside your council can have it" in text(send())
    assert not is_live()
    write(audience="council")
    assert "Say why it may stay" in text(send())
    press(client, draft, keep="", reason="I have read it")
    assert "Published." in text(send())
    assert as_stranger(client).status_code == 404


def test_a_locked_word_file_is_refused_with_the_reason(write):
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + b"EncryptedPackage" * 40
    assert "protected by a password or was saved by an old program" in text(write(locked))
    assert not HubDocument.objects.exists()


def test_the_editor_sees_it_and_cannot_approve_what_nobody_looked_at(
    client, write, send, draft, network, editor, alice
):
    network.leads_publish_at_once = False
    network.save()
    write(LETTER)
    press(client, draft, keep="", reason="Checked by me")
    send()
    Acknowledgement.objects.all().delete()
    client.force_login(editor)
    page = client.get(f"/moderation/{draft.pk}/")
    assert "Tracked deletion by J. Smith" in text(page)
    approve = {"version": page.context["version"], "approve": ""}
    assert "holds 1 thing" in text(client.post(f"/moderation/{draft.pk}/", approve, follow=True))
    assert not is_live()
    assert "cleaned copy is stored" in text(press(client, draft, clean=""))
    client.post(f"/moderation/{draft.pk}/", approve)
    assert is_live()


def test_no_way_of_publishing_opens_a_file_that_was_not_looked_at(
    client,
    make_note,
    dudley,
    alice,
):
    note = make_note(dudley, "Cards", alice, audience="public")
    document = HubDocument.objects.create(
        title="Letter", file=ContentFile(LETTER, name="letter.docx"), uploaded_by_user=alice
    )
    note.attachments.create(document=document)
    publish_note(note, alice)
    assert as_stranger(client).status_code == 404
    look_inside(document)
    publish_note(PracticeNotePage.objects.get(), alice)
    assert as_stranger(client).status_code == 404


def test_the_cms_stops_and_keeps_what_was_typed(client, write, send, draft, network, editor):
    network.leads_publish_at_once = False
    network.save()
    sync_admin_access(editor)
    write(LETTER)
    press(client, draft, keep="", reason="Checked by me")
    send()
    Acknowledgement.objects.all().delete()
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    form = client.get(url).context["form"]
    held = form_data(form) | {"title": "Typed in the CMS", "action-publish": "1"}
    answer = client.post(url, held, follow=True)
    assert "Saved, but not published." in text(answer)
    assert not is_live()
    latest = PracticeNotePage.objects.get().get_latest_revision_as_object()
    assert latest.title == "Typed in the CMS"


def form_data(form):
    """What a browser sends of a form of the CMS."""
    data = {}
    for bound in form:
        value = bound.value()
        data[bound.html_name] = "" if value is None else value
    for name in ("what_we_did", "why", "what_came_of_it"):
        data[name] = rich_text(form[name].value() or "", features=TEXT_FEATURES)
    for formset in form.formsets.values():
        for name, value in formset.management_form.initial.items():
            data[f"{formset.prefix}-{name}"] = value
        for number, row in enumerate(formset.forms):
            for bound in row:
                value = bound.value()
                data[bound.html_name] = "" if value is None else value
            data[f"{formset.prefix}-{number}-ORDER"] = number + 1
    data |= {"body-count": "0", "topics": list(Topic.objects.values_list("pk", flat=True))}
    return {name: value for name, value in data.items() if value is not None}


def test_another_file_in_its_place_is_closed_until_somebody_looked(client, write, send, draft):
    write(CLEAR)
    send()
    assert as_stranger(client).status_code == 200
    document = HubDocument.objects.get()
    document.file = ContentFile(LETTER, name="letter.docx")
    document.save()
    assert as_stranger(client).status_code == 404
    publish_note(PracticeNotePage.objects.get(), PracticeNotePage.objects.get().owner)
    assert as_stranger(client).status_code == 404


def test_a_name_that_comes_again_is_not_taken_for_the_file_that_was_clear(db):
    document = HubDocument.objects.create(title="a", file=ContentFile(b"x", name="again.txt"))
    look_inside(document)
    storage, first = document.file.storage, document.file.name
    for data in (b"y", b"Mrs Hollis"):
        old = document.file.name
        document.file = ContentFile(data, name="again.txt")
        document.save()
        storage.delete(old)
    assert document.file.name == first  # the name has come again
    assert not FileCheck.objects.filter(file_name=first).exists()


@pytest.mark.parametrize("who", ["carol", "dana", "resident", "stranger"])
def test_nobody_else_sees_what_is_inside(client, write, draft, who, request):
    write(LETTER)
    person = request.getfixturevalue(who)
    client.logout()
    if who != "stranger":
        client.force_login(person)
    document = HubDocument.objects.get()
    url = reverse("practices:file_inside", args=[draft.pk, document.pk])
    for answer in (client.get(url), client.post(url, {"clean": ""})):
        assert answer.status_code == (302 if who == "stranger" else 404)
    assert HubDocument.objects.get().filename == document.filename


def test_a_file_of_another_note_is_not_found_here(client, write, draft, carol):
    other = HubDocument.objects.create(title="x", file=ContentFile(LETTER, name="x.docx"))
    url = reverse("practices:file_inside", args=[draft.pk, other.pk])
    assert client.get(url).status_code == client.post(url, {"clean": ""}).status_code == 404


def test_a_link_in_the_text_does_not_let_one_clean_a_file_of_others(
    client, draft, make_note, walsall, carol, alice
):
    other = HubDocument.objects.create(
        title="x", file=ContentFile(CLEAR, name="x.docx"), uploaded_by_user=carol
    )
    look_inside(other)
    theirs = make_note(walsall, "Theirs", by=carol, audience="public")
    theirs.attachments.create(document=other)
    publish_note(theirs, carol)
    page = PracticeNotePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    page.what_we_did = f'<p><a linktype="document" id="{other.pk}">x</a></p>'
    page.save_revision(user=alice, clean=False)
    url = reverse("practices:file_inside", args=[draft.pk, other.pk])
    assert client.post(url, {"clean": ""}).status_code == 403
    assert HubDocument.objects.get().filename == other.filename


@pytest.mark.parametrize(
    ("held", "wanted", "does"),
    [
        ("public", "network:1", True), ("adass:1", "network:1", True),
        ("adass:1", "network:2", False), ("network:1", "adass:1", False),
        ("network:1", "public", False), ("network:1", "council:4", True),
        ("council:4", "network:1", False), ("council:4", "council:5", False),
        ("group:1", "group:1", True), ("group:1", "network:1", False),
        ("issue-adass:3", "issue:3", True), ("issue:3", "issue-adass:3", False),
        ("issue-adass:3", "issue:4", False), ("", "public", False),
    ],
)  # fmt: skip
def test_what_was_said_for_some_readers_holds_for_fewer_never_for_more(held, wanted, does):
    assert covers(held, wanted) is does


def test_a_picture_of_a_note_forgets_where_it_was_taken(db):
    data = build.picture(place=True, artist="J. Smith")
    image = HubImage.objects.create(
        title="Card", file=ContentFile(data, name="card.jpg"), width=40, height=30
    )
    kept = image.file.open("rb").read()
    assert b"Smith" not in kept and not Image.open(io.BytesIO(kept)).getexif().get_ifd(0x8825)


def test_a_broken_picture_is_left_for_others_to_refuse(db):
    image = HubImage(title="x", file=ContentFile(b"no picture", name="x.jpg"), width=1, height=1)
    take_place_out(image)
    assert image.file.read() == b"no picture"
