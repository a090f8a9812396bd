"""A note's way from a lead's form to another council's eyes."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from hub.mail.models import Message
from network.people.cms_access import set_up_admin_access
from practices.models import PracticeNotePage, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def network(network):
    set_up_admin_access(network)
    return network


@pytest.fixture
def fraud(network):
    return Topic.objects.get_or_create(slug="fraud", defaults={"name": "Fraud"})[0]


@pytest.fixture
def started(client, alice):
    """A draft that Alice has begun."""
    client.force_login(alice)
    client.post("/post/")
    return PracticeNotePage.objects.get()


def newest(note):
    return PracticeNotePage.objects.get(pk=note.pk).get_latest_revision_as_object()


def version_on(client, note):
    return client.get(f"/post/{note.pk}/").context["version"]


def filled(client, note, fraud, **changes):
    return {
        "version": version_on(client, note),
        "title": "Closer card checks",
        "summary": "We look at a new card in weeks two, six and twelve.",
        "topics": [fraud.pk],
        "tags": "cards, Prepaid",
        "status": "trial",
        "what_we_did": "We look at every new account.\n\n- week 2\n- week 6",
        "audience": "network",
    } | changes


def send_in(client, note, fraud, **changes):
    client.post(f"/post/{note.pk}/", filled(client, note, fraud, check="") | changes)
    version = client.get(f"/post/{note.pk}/check/").context["version"]
    return client.post(f"/post/{note.pk}/send/", {"version": version})


def moderate(client, note, editor, **words):
    client.force_login(editor)
    version = client.get(f"/moderation/{note.pk}/").context["version"]
    return client.post(f"/moderation/{note.pk}/", {"version": version} | words)


def test_my_notes_say_who_is_to_see_a_note_that_waits(client, started, fraud):
    send_in(client, started, fraud, audience="public")
    page = client.get("/my-notes/").content.decode()
    assert "With the editors" in page and "Everyone, in public" in page


def test_alice_posts_an_editor_approves_and_carol_reads_it(
    client, started, fraud, alice, editor, carol
):
    assert send_in(client, started, fraud).url == "/my-notes/"
    started.refresh_from_db()
    assert not started.live
    [letter] = Message.objects.all()
    assert letter.recipients == [editor.email]
    moderate(client, started, editor, approve="")
    note = PracticeNotePage.objects.get()
    assert note.live and note.title == "Closer card checks"
    assert note.what_we_did.endswith("<ul><li>week 2</li><li>week 6</li></ul>")
    assert Message.objects.first().recipients == [alice.email]
    client.force_login(carol)
    assert client.get(note.address).status_code == 200
    client.logout()
    assert client.get(note.address).status_code == 404


def test_the_form_keeps_what_was_typed_even_when_something_is_wrong(client, started, fraud):
    typed = filled(client, started, fraud, title="", review_by_0="31", review_by_1="13")
    answer = client.post(f"/post/{started.pk}/", typed | {"check": ""})
    assert "Give the note a title" in answer.content.decode()
    draft = newest(started)
    assert draft.summary.startswith("We look at a new card")
    assert draft.title == "Untitled note"


def test_an_editor_asks_for_changes_and_alice_reads_why(client, started, fraud, alice, editor):
    send_in(client, started, fraud)
    moderate(client, started, editor, changes="", comment="Which weeks, and who looks?")
    client.force_login(alice)
    assert "Which weeks, and who looks?" in client.get("/my-notes/").content.decode()
    assert "Which weeks, and who looks?" in Message.objects.first().text()
    assert send_in(client, started, fraud, summary="Now with weeks.").status_code == 302
    moderate(client, started, editor, approve="")
    assert PracticeNotePage.objects.get().summary == "Now with weeks."


def test_changes_without_a_word_why_are_not_accepted(client, started, fraud, editor):
    send_in(client, started, fraud)
    assert moderate(client, started, editor, changes="").status_code == 422


def test_the_published_note_stays_while_an_edit_is_in_review(
    client, started, fraud, alice, editor, carol
):
    send_in(client, started, fraud)
    moderate(client, started, editor, approve="")
    client.force_login(alice)
    send_in(client, started, fraud, summary="Weeks changed.")
    note = PracticeNotePage.objects.get()
    assert note.live and note.summary.startswith("We look at a new card")
    client.force_login(carol)
    assert "Weeks changed" not in client.get(note.address).content.decode()
    moderate(client, started, editor, approve="")
    assert PracticeNotePage.objects.get().summary == "Weeks changed."


def test_the_second_editor_sees_that_it_is_decided(client, started, fraud, editor, chair):
    send_in(client, started, fraud)
    client.force_login(chair)
    version = client.get(f"/moderation/{started.pk}/").context["version"]
    moderate(client, started, editor, approve="")
    client.force_login(chair)
    answer = client.post(
        f"/moderation/{started.pk}/",
        {"version": version, "changes": "", "comment": "No"},
        follow=True,
    )
    assert "decided this note already" in answer.content.decode()
    assert PracticeNotePage.objects.get().live


def test_an_editor_approves_only_what_she_has_read(client, started, fraud, editor, chair):
    send_in(client, started, fraud)
    client.force_login(editor)
    version = client.get(f"/moderation/{started.pk}/").context["version"]
    client.force_login(chair)
    client.post(f"/post/{started.pk}/", filled(client, started, fraud, summary="Other words."))
    client.force_login(editor)
    answer = client.post(
        f"/moderation/{started.pk}/", {"version": version, "approve": ""}, follow=True
    )
    assert "has changed since you opened" in answer.content.decode()
    assert not PracticeNotePage.objects.get().live


def test_alice_takes_her_note_back(client, started, fraud, alice):
    send_in(client, started, fraud)
    assert client.get(f"/post/{started.pk}/").status_code == 403
    client.post(f"/post/{started.pk}/take-back/")
    assert client.get(f"/post/{started.pk}/").status_code == 200


def test_a_note_for_her_own_council_is_published_at_once(client, started, fraud, bob, carol, chair):
    send_in(client, started, fraud, audience="council")
    note = PracticeNotePage.objects.get()
    assert note.live
    for user, answer in ((bob, 200), (carol, 404), (chair, 404)):
        client.force_login(user)
        assert client.get(note.address).status_code == answer


def test_where_the_network_says_so_a_lead_publishes_at_once(client, started, fraud, network):
    network.leads_publish_at_once = True
    network.save()
    send_in(client, started, fraud)
    assert PracticeNotePage.objects.get().live


def test_she_starts_from_a_word_file(client, alice, network, tmp_path):
    client.force_login(alice)
    document = Document()
    document.add_heading("Checking cards", 0)
    document.add_heading("What we did", 1)
    document.add_paragraph("We look at wombat statements each month.")
    document.save(tmp_path / "cards.docx")
    with (tmp_path / "cards.docx").open("rb") as file:
        answer = client.post("/post/", {"file": file}, follow=True)
    assert answer.context["note"].title == "Checking cards"
    assert "wombat statements" in answer.content.decode()


def test_nothing_says_how_far_it_has_got_before_she_does(client, started, fraud):
    page = client.get(f"/post/{started.pk}/").content.decode()
    assert not re.search(r'name="status"[^>]*checked', page)
    form = filled(client, started, fraud, check="")
    form.pop("status")
    answer = client.post(f"/post/{started.pk}/", form)
    assert "Say how far it has got" in answer.content.decode()
    assert newest(started).status == ""


def test_a_file_that_cannot_be_read_says_why(client, alice, network, tmp_path):
    client.force_login(alice)
    (tmp_path / "x.docx").write_bytes(b"not a word file at all, only text")
    with (tmp_path / "x.docx").open("rb") as file:
        answer = client.post("/post/", {"file": file})
    assert answer.status_code == 422
    assert "what is inside is plain text" in answer.content.decode()
    assert not PracticeNotePage.objects.exists()


def test_words_that_look_like_a_person_are_shown_and_need_a_reason(client, started, fraud, editor):
    typed = filled(client, started, fraud, why="Mrs Jones, NHS 943 476 5919, had trouble.")
    client.post(f"/post/{started.pk}/", typed | {"check": ""})
    page = client.get(f"/post/{started.pk}/check/")
    assert "943 476 5919" in page.content.decode()
    version = page.context["version"]
    client.post(f"/post/{started.pk}/send/", {"version": version})
    assert not PracticeNotePage.objects.get().workflow_in_progress
    client.post(f"/post/{started.pk}/send/", {"version": version, "reason": "An invented example"})
    assert PracticeNotePage.objects.get().workflow_in_progress
    client.force_login(editor)
    assert "An invented example" in client.get(f"/moderation/{started.pk}/").content.decode()


@pytest.mark.parametrize("person", ["resident", "dana"])
def test_who_speaks_for_no_council_is_told_so(client, network, request, person):
    client.force_login(request.getfixturevalue(person))
    answer = client.get("/post/")
    assert answer.status_code == 403
    assert "speaks for a council" in answer.content.decode()


ADDRESSES = ["/post/{}/", "/post/{}/check/", "/moderation/{}/"]


@pytest.mark.parametrize("person", ["carol", "resident", "dana", "chair", "editor"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_else_opens_her_draft(client, started, request, person, address):
    client.force_login(request.getfixturevalue(person))
    answer = client.get(address.format(started.pk))
    assert answer.status_code in (302, 404)
    assert answer.status_code == 404 or answer.url == "/moderation/"


@pytest.mark.parametrize("address", [*ADDRESSES, "/post/", "/my-notes/", "/moderation/"])
def test_a_stranger_is_asked_to_sign_in(client, started, address):
    client.logout()
    answer = client.get(address.format(started.pk))
    assert answer.status_code == 302 and "/accounts/login/" in answer.url


def test_bob_goes_on_with_his_colleagues_draft(client, started, bob):
    client.force_login(bob)
    assert client.get(f"/post/{started.pk}/").status_code == 200


@pytest.mark.parametrize("typed", ['"', "\x00", "<script>alert(1)</script>", "é" * 50_000, "💷"])
def test_odd_input_is_taken_as_words(client, started, fraud, typed):
    data = filled(client, started, fraud, what_we_did=typed, tags=typed[:200], sources=typed)
    answer = client.post(f"/post/{started.pk}/", data | {"check": ""})
    assert answer.status_code in (200, 302)
    assert "<script>alert" not in client.get(f"/post/{started.pk}/").content.decode()


@pytest.mark.parametrize("council", ["x", "-1", "999999999999999999999", "\x00"])
def test_an_odd_council_is_no_error(client, alice, network, council):
    client.force_login(alice)
    assert client.post("/post/", {"council": council}).status_code in (302, 404)


def test_the_editor_opens_the_file_of_what_was_sent_in(client, started, fraud, editor, carol):
    letter = SimpleUploadedFile("letter.txt", b"Dear friend", content_type="text/plain")
    send_in(client, started, fraud, files=letter)
    client.force_login(editor)
    [file] = client.get(f"/moderation/{started.pk}/").context["parts"].files
    assert client.get(file["url"]).status_code == 200
    client.force_login(carol)
    assert client.get(file["url"]).status_code == 404
