"""Many notes are written by a job: in parts, each whole, none twice, with a report at the end."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.jobs.models import FileTask
from practices.importing import batches
from practices.models import PracticeNotePage
from search.query.parsing import read
from search.records import indexing
from search.service import search
from tests.conftest import deal_with_files


@pytest.fixture
def slow(settings, tmp_path):
    """Nobody waits: every part counts as one that takes long."""
    settings.HUB_DATA = tmp_path
    settings.READING_WAIT_SECONDS = 0


def lines_file(count, name="many.jsonl", **more):
    rows = [{"ref": str(n), "title": f"Note {n}", "body": "zebra", **more} for n in range(count)]
    return SimpleUploadedFile(name, "\n".join(map(json.dumps, rows)).encode())


def checked(client, *files, **data):
    """Upload, have the files read, and follow to the page that says what would come of them."""
    address = client.post("/import/", {"files": list(files), **data})["Location"]
    deal_with_files()
    return client.get(address, follow=True).content.decode()


def test_many_notes_are_published_in_parts_with_a_page_that_says_how_far(
    client, editor, carol, slow, dudley
):
    client.force_login(editor)
    page = checked(client, lines_file(120), council=dudley.pk, publish="yes")
    assert "Import and publish" in page
    waiting = client.post("/import/run/")["Location"]
    page = client.get(waiting).content.decode()
    assert "0 of 3 parts are done; notes 1 to 50 are next." in page
    assert '<progress max="3" value="0"' in page
    deal_with_files()
    page = client.get(waiting, follow=True).content.decode()
    assert "Notes imported" in page and "120" in page and "and 70 more" in page
    assert PracticeNotePage.objects.live().count() == 120
    assert search(read("zebra"), carol).total == 120
    assert "Notes imported" in client.get("/import/done/").content.decode(), "it can be read again"


def test_a_job_that_is_killed_goes_on_with_the_part_that_is_not_done(
    client, editor, slow, dudley, monkeypatch
):
    client.force_login(editor)
    checked(client, lines_file(120), council=dudley.pk, publish="yes")
    client.post("/import/run/")
    first, second, third = FileTask.objects.filter(kind="write")
    batches.write_one(first)
    assert PracticeNotePage.objects.count() == 50

    def die(*_given):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:  # the notes are written, then the machine goes down
        patch.setattr(batches, "write_json", die)
        with pytest.raises(KeyboardInterrupt):
            batches.write_one(second)
    assert PracticeNotePage.objects.count() == 50, "the part was taken back whole"
    deal_with_files()
    assert PracticeNotePage.objects.count() == 120
    report = batches.written(client.session["import"]["word"])
    assert (report.created, report.skipped, report.errors) == (120, 0, [])


def test_a_part_that_was_interrupted_each_time_is_named(client, editor, slow, dudley):
    client.force_login(editor)
    checked(client, lines_file(60), council=dudley.pk)
    client.post("/import/run/")
    FileTask.objects.filter(kind="write", name="notes 51 to 60").update(tries=3)
    deal_with_files()
    page = client.get("/import/done/", follow=True).content.decode()
    assert "notes 51 to 60" in page and "could not be written" in page
    assert PracticeNotePage.objects.count() == 50


def test_the_index_is_fed_once_a_part(client, editor, slow, dudley, monkeypatch,
                                      django_capture_on_commit_callbacks):  # fmt: skip
    client.force_login(editor)
    checked(client, lines_file(60), council=dudley.pk, publish="yes")
    client.post("/import/run/")
    fed = []
    monkeypatch.setattr(indexing, "feed_at_once", lambda: fed.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        batches.write_one(FileTask.objects.filter(kind="write").first())
    assert len(fed) == 1


def test_a_ref_of_an_earlier_part_is_still_taken(client, editor, slow, dudley):
    client.force_login(editor)
    text = lines_file(60).read() + b'\n{"ref": "3", "title": "Again", "body": "x"}'
    checked(client, SimpleUploadedFile("a.jsonl", text), council=dudley.pk)
    client.post("/import/run/")
    deal_with_files()
    page = client.get("/import/done/").content.decode()
    assert "has the ref “3” already (a.jsonl, line 4)" in page
    assert PracticeNotePage.objects.count() == 60


def test_rights_are_asked_again_when_the_notes_are_written(client, alice, slow, dudley):
    client.force_login(alice)
    checked(client, lines_file(2), council=dudley.pk)
    client.post("/import/run/")
    alice.memberships.all().delete()
    deal_with_files()
    assert not PracticeNotePage.objects.exists()


@pytest.fixture
def policy(client, editor, dudley):
    """A published note that came from policy.md."""
    client.force_login(editor)
    files = {"files": SimpleUploadedFile("policy.md", b"# Card policy\n\nWe pay by card.")}
    client.post("/import/", {**files, "council": dudley.pk, "publish": "yes"}, follow=True)
    client.post("/import/run/", follow=True)
    return PracticeNotePage.objects.get(title="Card policy")


def another(client, dudley, text):
    files = {"files": SimpleUploadedFile("policy.md", text)}
    data = {**files, "council": dudley.pk, "publish": "yes"}
    return client.post("/import/", data, follow=True).content.decode()


OTHER = b"# Leave policy\n\nAssistants have 28 days."


def test_another_file_of_the_same_name_replaces_nothing_unasked(client, dudley, policy):
    page = another(client, dudley, OTHER)
    assert "Does “policy.md” renew “Card policy”?" in page
    assert "<del>card</del>" in page and "<ins>28</ins>" in page, "what would change is shown"
    answer = client.post("/import/run/")
    assert answer.status_code == 422
    assert "Say what “policy.md” is" in answer.content.decode()
    assert PracticeNotePage.objects.get().title == "Card policy"


@pytest.mark.parametrize(
    ("choice", "titles"),
    [
        ("renew", ["Leave policy"]),
        ("new", ["Card policy", "Leave policy"]),
        ("leave", ["Card policy"]),
    ],
)
def test_the_person_says_what_a_file_of_the_same_name_is(client, dudley, policy, choice, titles):
    another(client, dudley, OTHER)
    client.post("/import/run/", {"same-0": choice}, follow=True)
    held = PracticeNotePage.objects.live().order_by("title")
    assert [note.title for note in held] == titles


def test_the_same_note_again_is_renewed_without_a_word_more(client, dudley, policy):
    page = another(client, dudley, b"# Card policy\n\nWe pay by bank transfer.")
    assert "What would change" in page
    client.post("/import/run/", follow=True)
    assert "bank transfer" in str(PracticeNotePage.objects.get().body)


def test_the_command_refuses_another_note_of_the_same_name(run):
    run({"policy.md": "# Card policy\n\nWe pay by card."}, publish=True)
    report = run({"policy.md": OTHER}, publish=True)
    assert "The note “Card policy” came from a file of this name" in report.errors[0].sentence
    assert run({"policy.md": OTHER}, same_name={"policy.md": "new"}).created == 1
    assert set(PracticeNotePage.objects.values_list("ref", flat=True)) == {
        "policy.md",
        "policy.md 2",
    }


def test_a_note_whose_file_names_no_stage_has_none(run, client, alice):
    report = run(
        {"a.md": "# A\n\nText", "b.md": "---\nstatus: trial\n---\n# B\n\nText"}, publish=True
    )
    assert dict(PracticeNotePage.objects.values_list("title", "status")) == {"A": "", "B": "trial"}
    assert report.without_stage == 1
    client.force_login(alice)
    page = client.get(PracticeNotePage.objects.get(title="A").address).content.decode()
    assert "Embedded" not in page and 'class="stage' not in page
