"""Files become notes: once, whole, and with a sentence for each that cannot."""

from datetime import date
from pathlib import Path

import pytest
from wagtail.models import PageLogEntry

from hub.models import HubImage
from practices.models import PracticeNotePage
from tests.practices.importing import files


def said(report):
    return [str(problem) for problem in report.errors]


def test_a_line_becomes_a_note_under_its_council(run, lines, dudley, walsall):
    report = run(
        {
            "a.jsonl": lines(
                {"ref": "w-1", "title": "Card checks", "summary": "Short.", "body": "One.\n\nTwo.",
                 "topics": ["Fraud"], "tags": ["Cards"], "date": "2026-05-31",
                 "council": "Walsall", "source_url": "https://example.org/x"},
                {"ref": "d-1", "title": "Card checks", "body": "<p>Is <b>HTML</b></p>"},
            )
        },
        publish=True,
    )  # fmt: skip
    assert (report.created, report.errors) == (2, [])
    note = PracticeNotePage.objects.get(ref="w-1")
    assert note.get_parent().specific.council == note.council == walsall
    assert (note.url_path, note.live) == ("/home/councils/walsall/card-checks/", True)
    assert note.summary == "Short."
    assert [block.value.source for block in note.body] == ["<p>One.</p><p>Two.</p>"]
    assert [topic.slug for topic in note.topics.all()] == ["fraud"]
    assert [tag.name for tag in note.tags.all()] == ["Cards"]
    assert note.date_of_practice == date(2026, 5, 31)
    assert (note.audience, note.audience_key) == ("network", f"network:{walsall.network_id}")
    assert PracticeNotePage.objects.get(ref="d-1").council == dudley


def test_without_publish_notes_are_drafts_of_the_councils_lead(run, alice):
    run({"a.txt": "Card checks\n\nWe check."})
    note = PracticeNotePage.objects.get()
    assert (note.live, note.owner, note.ref) == (False, alice, "a.txt")
    assert note.get_latest_revision_as_object().title == "Card checks"


def test_the_file_decides_the_audience_then_the_option(run):
    run(
        {"a.md": "---\naudience: public\n---\n# A\n\nText", "b.md": "# B\n\nText"},
        publish=True,
        audience="council",
    )
    assert dict(PracticeNotePage.objects.values_list("title", "audience")) == {
        "A": "public",
        "B": "council",
    }


def test_a_second_run_changes_nothing_and_a_changed_file_renews_its_note(run, lines):
    inputs = {
        "a.jsonl": lines({"ref": "1", "title": "One", "body": "x", "tags": ["a"]}),
        "note.docx": files.word_note(),
        "b.md": "# B\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    }
    assert run(inputs, publish=True).created == 3
    again = run(inputs, publish=True)
    assert (again.created, again.updated, again.skipped) == (0, 0, 3)

    changed = run({"b.md": "# B\n\nOther words", "a.jsonl": lines({"ref": "1", "title": "New"})},
                  publish=True)  # fmt: skip
    assert (changed.created, changed.updated, changed.skipped) == (0, 2, 1)
    note = PracticeNotePage.objects.get(ref="b.md")
    assert [block.value.source for block in note.body] == ["<p>Other words</p>"]
    assert note.revisions.count() == 2
    note = PracticeNotePage.objects.get(ref="1")
    assert (note.title, [tag.name for tag in note.tags.all()]) == ("New", ["a"])
    assert HubImage.objects.count() == 1


def test_a_renewed_note_that_is_not_published_waits_beside_the_live_one(run):
    run({"b.md": "# B\n\nOld"}, publish=True)
    assert run({"b.md": "# B\n\nNew"}).updated == 1
    assert run({"b.md": "# B\n\nNew"}).skipped == 1
    note = PracticeNotePage.objects.get()
    assert (note.live, note.has_unpublished_changes) == (True, True)
    assert "Old" in str(note.body)
    assert run({"b.md": "# B\n\nNew"}, publish=True).updated == 1
    assert "New" in str(PracticeNotePage.objects.get().body)


def test_a_dry_run_writes_nothing(run, lines):
    run({"b.md": "# B\n\nOld"}, publish=True)
    report = run(
        {"b.md": "# B\n\nNew", "note.docx": files.word_note(), "a.jsonl": lines({"title": "x"})},
        publish=True,
        dry_run=True,
    )
    assert (report.created, report.updated) == (2, 1)
    assert PracticeNotePage.objects.count() == 1
    assert "Old" in str(PracticeNotePage.objects.get().body)
    assert not HubImage.objects.exists()


def test_one_bad_line_or_file_stops_no_other(run, lines):
    report = run(
        {
            "a.jsonl": lines({"ref": "1", "title": "One"}).encode()
            + b'{"ref": "2", "title": \n'
            + b"\n"
            + b'{"ref": "3", "title": "caf\xe9"}\n'
            + lines({"ref": "4", "title": "Four", "body": "NUL \x00 and \ud800 half"}).encode()
            + b"[1, 2]\n",
            "bad.docx": b"not word",
            "empty.txt": b"",
            "good.txt": b"Good\n\nwords",
        },
        publish=True,
    )
    assert report.created == 3
    assert said(report) == [
        "a.jsonl, line 2: The line is not valid JSON.",
        "a.jsonl, line 4: The text is not in UTF-8 (first at byte 27), so letters would come out "
        "wrong. Save the file again with the encoding UTF-8.",
        'a.jsonl, line 6: The line must hold one JSON object, such as {"title": …}.',
        "bad.docx: The name says it is a Word document, but what is inside is plain text.",
        "empty.txt: The file is empty.",
    ]
    assert "NUL and ? half" in str(PracticeNotePage.objects.get(ref="4").body)


def test_an_unknown_council_or_topic_is_named_with_its_neighbours(run, lines):
    report = run(
        {
            "a.jsonl": lines(
                {"title": "One", "council": "Dudly"},
                {"title": "Two", "topics": ["froud"]},
                {"title": "Three", "topics": ["zzzz"]},
                {"title": "Four", "topics": ["ISF", "counter-fraud", "Individual Service Funds"]},
                {"title": "Five", "audience": "everyone"},
            )
        }
    )
    assert said(report) == [
        "a.jsonl, line 1: There is no council called “Dudly” here. Did you mean dudley?",
        "a.jsonl, line 2: There is no topic called “froud”. Did you mean fraud?",
        "a.jsonl, line 3: There is no topic called “zzzz”.",
        "a.jsonl, line 5: “everyone” is no audience. Use one of: council, network, adass, public.",
    ]
    note = PracticeNotePage.objects.get()
    assert {topic.slug for topic in note.get_latest_revision_as_object().topics.all()} == {
        "isfs",
        "fraud",
    }


def test_two_notes_with_one_ref_the_first_is_kept(run, lines):
    rows = [{"ref": "1", "title": "First"}, {"ref": "1", "title": "Second"}]
    report = run({"a.jsonl": lines(*rows)})
    assert said(report) == [
        "a.jsonl, line 2: Another note in this import has the ref “1” already (a.jsonl, line 1)."
    ]
    assert PracticeNotePage.objects.get().title == "First"


def test_a_note_without_council_is_refused_when_none_is_chosen(run, lines):
    report = run({"a.jsonl": lines({"title": "x"}, {"title": "y", "council": "walsall"})},
                 council=None)  # fmt: skip
    assert report.created == 1
    assert "No council is named" in said(report)[0]


def test_files_of_one_name_in_two_folders_are_two_notes(run):
    report = run({"one/index.md": "# One\n\nx", "two/index.md": "# Two\n\nx", "c.md": "# C\n\nx"})
    assert report.created == 3
    refs = set(PracticeNotePage.objects.values_list("ref", flat=True))
    assert refs == {"one/index.md", "two/index.md", "c.md"}


def test_long_titles_and_summaries_are_cut_and_stand_whole_in_the_text(run, lines):
    run({"a.jsonl": lines({"ref": "1", "title": "word " * 80, "summary": "sum " * 200})})
    note = PracticeNotePage.objects.get()
    assert len(note.title) <= 255
    assert len(note.summary) <= 400
    assert str(note.body).count("word") == 80
    assert str(note.body).count("sum") == 200


def test_a_line_without_title_is_called_by_how_it_begins(run, lines):
    report = run({"a.jsonl": lines({"ref": "1", "body": "We check & test cards."}, {"ref": "2"})})
    assert PracticeNotePage.objects.get().title == "We check & test cards."
    assert said(report) == ["a.jsonl, line 2: There is neither a title nor a text."]


def test_a_picture_is_kept_with_the_councils_files_and_its_words(run, dudley, alice):
    run({"note.docx": files.word_note()}, publish=True, by=alice, audience="public")
    image = HubImage.objects.get()
    assert (image.collection.name, image.audience_key) == (dudley.short_name, "public")
    assert (image.width, image.height, image.uploaded_by_user) == (20, 10, alice)
    figure = next(b for b in PracticeNotePage.objects.get().body if b.block_type == "figure")
    assert figure.value["image"] == image
    assert figure.value["alt_text"] == "A chart of checks by week"


def test_the_picture_of_a_draft_is_the_councils_alone(run, dudley):
    run({"note.docx": files.word_note()})
    assert HubImage.objects.get().audience_key == "nobody"  # its draft's readers alone
    run({"note.docx": files.word_note()}, publish=True)
    assert HubImage.objects.get().audience_key == f"network:{dudley.network_id}"


def test_a_locked_note_is_left_alone(run):
    run({"b.md": "# B\n\nOld"}, publish=True)
    PracticeNotePage.objects.update(locked=True)
    report = run({"b.md": "# B\n\nNew"}, publish=True)
    assert "locked by an editor" in said(report)[0]
    assert "Old" in str(PracticeNotePage.objects.get().body)


def test_what_the_database_refuses_stops_only_that_note(run, lines, monkeypatch):
    """A value no check foresaw: the batch is taken back, and all others are written alone."""
    table = PracticeNotePage._meta.get_field("source_url")
    monkeypatch.setattr(table, "get_db_prep_save", refusing(table.get_db_prep_save))
    rows = [{"ref": str(n), "title": f"Note {n}"} for n in range(5)]
    rows[2]["source_url"] = "https://example.org/refused"
    report = run({"a.jsonl": lines(*rows)}, publish=True)
    assert (report.created, len(report.errors)) == (4, 1)
    slugs = PracticeNotePage.objects.order_by("path").values_list("slug", flat=True)
    assert list(slugs) == ["note-0", "note-1", "note-3", "note-4"]


def refusing(real):
    from django.db import DataError

    def save(value, connection):
        if "refused" in (value or ""):
            raise DataError("the column says no")
        return real(value, connection)

    return save


def test_names_with_dots_never_leave_the_folder(run, tmp_path):
    (tmp_path / "secret.md").write_text("# Secret\n\nx")
    place = tmp_path / "in"
    place.mkdir()
    (place / "link.md").symlink_to(tmp_path / "secret.md")
    run({"..hidden.md": "# Hidden\n\nx", "ok.md": "# Ok\n\nWords ![x](../../etc/passwd)"})
    assert list(PracticeNotePage.objects.values_list("title", flat=True)) == ["Ok"]


def test_history_says_how_the_note_began(run, alice):
    run({"b.md": "# B\n\nx"}, publish=True, by=alice)
    note = PracticeNotePage.objects.get()
    entries = PageLogEntry.objects.filter(page=note.pk).order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("wagtail.create", alice),
        ("wagtail.publish", alice),
    ]


@pytest.mark.parametrize("name", ["notes.xlsx", ".DS_Store", "~$note.docx"])
def test_other_files_of_a_folder_are_passed_over(run, name):
    report = run({name: b"x", "b.md": "# B\n\nx"})
    assert (report.created, report.errors) == (1, [])
    assert Path(name).name not in set(PracticeNotePage.objects.values_list("ref", flat=True))
