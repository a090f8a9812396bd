"""Earlier versions: who sees them, what changed, putting one back."""

from practices.models import PracticeNotePage
from practices.notes.services import publish_note
from practices.notes.versions import side_by_side


def publish(note, by, **fields):
    note = PracticeNotePage.objects.get(pk=note.pk)
    for name, value in fields.items():
        setattr(note, name, value)
    return publish_note(note, by)


def test_words_that_went_and_came_are_marked_and_escaped():
    assert side_by_side("Keep\nWe <b>write first", "Keep\nWe <b>ring first") == [
        ("Keep", "Keep"),
        ("We &lt;b&gt;<del>write</del> first", "We &lt;b&gt;<ins>ring</ins> first"),
    ]
    assert side_by_side("", "New") == [("", "<ins>New</ins>")]


def test_members_who_see_the_note_see_its_versions(client, make_note, dudley, alice, carol, dana):
    note = make_note(dudley, "Card checks", alice, summary="We write first", audience="network")
    publish(note, alice, summary="We ring first")
    for user, status in ((carol, 200), (dana, 404), (None, 404)):
        client.logout()
        if user:
            client.force_login(user)
        for page in ("history/", "compare/", "compare/?old=x&new=%00"):
            assert client.get(note.address + page).status_code == status, (user, page)
    client.force_login(carol)
    history = client.get(note.address + "history/").content.decode()
    assert "Changed: Summary." in history and "Put this version back" not in history
    compared = client.get(note.address + "compare/").content.decode()
    assert "<del>write</del>" in compared and "<ins>ring</ins>" in compared


def test_a_draft_is_no_version_and_words_for_the_council_stay_with_it(
    client, make_note, dudley, alice, bob, carol
):
    note = make_note(dudley, "Card checks", alice, summary="Frank words", audience="council")
    note = publish(note, alice, summary="Words for all", audience="network")
    note.summary = "Still a draft"
    note.save_revision(user=alice)
    seen = {}
    for name, user in (("bob", bob), ("carol", carol)):
        client.force_login(user)
        page = client.get(note.address + "compare/").content.decode()
        seen[name] = "Frank" in page
        assert "Still" not in page
    assert seen == {"bob": True, "carol": False}


def test_putting_a_version_back(client, make_note, dudley, alice, carol, editor):
    note = make_note(dudley, "Card checks", alice, summary="First words")
    first = note.live_revision_id
    publish(note, alice, summary="Second words")
    back = f"{note.address}history/{first}/back/"
    client.force_login(carol)
    assert client.post(back).status_code == 403
    client.force_login(alice)
    assert client.post(back).status_code == 302
    assert PracticeNotePage.objects.get(pk=note.pk).summary == "Second words"  # waits for editors
    client.force_login(editor)
    assert client.get(back).status_code == 405
    assert client.post(back).status_code == 302
    assert PracticeNotePage.objects.get(pk=note.pk).summary == "First words"
    assert client.post(f"{note.address}history/999999/back/").status_code == 404
