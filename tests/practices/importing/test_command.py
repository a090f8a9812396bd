"""manage.py import_notes"""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from practices.models import PracticeNotePage


@pytest.fixture
def command(network, topics):
    def run(*arguments, **options):
        out, err = io.StringIO(), io.StringIO()
        call_command("import_notes", *map(str, arguments), stdout=out, stderr=err, **options)
        return out.getvalue().strip().splitlines(), err.getvalue().strip().splitlines()

    return run


def test_folders_are_walked_and_the_last_line_gives_the_totals(command, tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "a.md").write_text("# A\n\nx")
    (tmp_path / "b.txt").write_text("B\n\nx")
    (tmp_path / "c.pdf").write_text("no pdf")
    (tmp_path / "d.png").write_bytes(b"x")
    out, err = command(tmp_path, "--council", "dudley", "--publish", "--audience", "public")
    assert out == [
        "d.png: The hub does not read this kind of file.",
        "2 created, 0 updated, 1 skipped, 1 error.",
    ]
    assert err == ["c.pdf: The name says it is a PDF, but what is inside is plain text."]
    assert set(PracticeNotePage.objects.live().values_list("title", "audience")) == {
        ("A", "public"),
        ("B", "public"),
    }


def test_a_dry_run_says_so(command, tmp_path):
    (tmp_path / "a.md").write_text("# A\n\nx")
    out, _ = command(tmp_path / "a.md", "--council", "dudley", "--dry-run")
    assert out == ["Dry run, nothing was written: 1 created, 0 updated, 0 skipped, 0 errors."]
    assert not PracticeNotePage.objects.exists()


def test_the_council_may_stand_in_the_file(command, tmp_path):
    (tmp_path / "a.md").write_text("---\ncouncil: Walsall\n---\n# A\n\nx")
    command(tmp_path)
    assert PracticeNotePage.objects.get().council.slug == "walsall"


def test_drafts_may_be_given_to_somebody(command, tmp_path, alice, carol):
    (tmp_path / "a.md").write_text("# A\n\nx")
    command(tmp_path, "--council", "dudley", "--owner", "CAROL@example.org")
    assert PracticeNotePage.objects.get().owner == carol


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.md"], "There is no such file or folder: nowhere.md"),
        (["."], "There is nothing to import"),
        (["bad.md"], "Nothing could be imported. 0 created, 0 updated, 0 skipped, 1 error."),
        (["a.md", "--council", "dudly"], "no council called “dudly” here. Did you mean dudley?"),
        (["a.md", "--owner", "x@example.org"], "Nobody here has the e-mail address"),
    ],
)
def test_the_command_fails_when_nothing_could_be_done(
    command, tmp_path, monkeypatch, arguments, sentence
):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.md").write_text("# A\n\nx")
    (tmp_path / "bad.md").write_text("")
    monkeypatch.chdir(tmp_path / "empty" if arguments == ["."] else tmp_path)
    with pytest.raises(CommandError) as failure:
        command(*arguments)
    assert sentence in str(failure.value)
