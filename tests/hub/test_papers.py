"""The papers a newcomer reads first say what is true of the code beside them."""

import re
import runpy
import subprocess
from pathlib import Path

import pytest

from hub import __version__

ROOT = Path(__file__).resolve().parents[2]
PAPERS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
NAMED = re.compile(r"`((?:\.ci|docs|hub|network|practices|search|templates|tests)/[\w./-]+)`")
changed = runpy.run_path(str(ROOT / ".ci/changed_tests.py"))


@pytest.mark.parametrize(
    "paper", [*PAPERS, *(f"docs/{one.name}" for one in ROOT.glob("docs/*.md"))]
)
def test_every_link_in_the_papers_leads_somewhere(paper):
    folder = (ROOT / paper).parent
    links = LINK.findall(re.sub(r"`[^`]*`", "", (ROOT / paper).read_text()))
    assert [link for link in links if not (folder / link).exists()] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_named_in_the_papers_is_there(paper):
    named = NAMED.findall((ROOT / paper).read_text())
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_version_stands_once_and_heads_the_changelog():
    newest = re.search(r"^## (\S+) – (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest and newest[1] == __version__
    settings = (ROOT / "pyproject.toml").read_text()
    assert 'attr = "hub.__version__"' in settings
    assert __version__ not in settings + (ROOT / "README.md").read_text()


def test_the_hub_shows_its_version_and_its_licence(client, network):
    page = client.get("/about/").content.decode()
    assert f"This is version {__version__}" in page
    assert "BSD 3-Clause" in page and "mySociety" in page


def test_the_licence_is_the_one_the_readme_names():
    licence = (ROOT / "LICENSE").read_text()
    assert licence.startswith("BSD 3-Clause License")
    assert "the contributors to the Direct Payments Practice Hub" in licence
    readme = (ROOT / "README.md").read_text()
    for words in ("[BSD 3-Clause](LICENSE)", "GNU General Public License", "CC BY 4.0"):
        assert words in readme


def test_every_make_target_named_in_the_papers_exists():
    makefile = (ROOT / "Makefile").read_text()
    named = {
        name
        for one in PAPERS
        for name in re.findall(r"make (\w+)`|^make (\w+)", (ROOT / one).read_text(), re.MULTILINE)
    }
    targets = {first or second for first, second in named}
    assert {"check", "run", "test"} <= targets
    assert [one for one in targets if not re.search(rf"^{one}:.*##", makefile, re.MULTILINE)] == []


@pytest.mark.parametrize(
    ("file", "tests"),
    [
        ("network/meetings/inviting.py", ["tests/meetings"]),
        ("practices/posting/views/write.py", ["tests/practices/posting"]),
        ("practices/notes/models.py", ["tests/practices"]),
        ("search/query/words.py", ["tests/search"]),
        ("hub/mail/outbox.py", ["tests/hub", "tests/mail"]),
        ("hub/access/roles.py", ["tests/access", "tests/hub"]),
        ("hub/access/audience.py", ["tests/access", "tests/hub"]),
        ("hub/settings/base.py", ["tests/hub"]),
        ("templates/meetings/rota.html", ["tests/meetings"]),
        ("templates/emails/meetings/reminder.txt", ["tests/meetings"]),
        ("templates/base.html", ["tests"]),
        ("requirements.txt", ["tests"]),
        ("tests/meetings/test_ledger.py", ["tests/meetings/test_ledger.py"]),
        ("tests/meetings/conftest.py", ["tests/meetings"]),
        ("tests/conftest.py", ["tests"]),
        ("docs/rota.md", []),
        ("network/__init__.py", ["tests"]),
        ("a file no one thought of", []),
    ],
)
def test_make_check_runs_the_tests_of_what_changed(file, tests):
    others = set(changed["ALWAYS"])
    found = changed["tests_for"]([file])
    assert [one for one in found if one not in others] == tests


def test_make_check_names_no_test_twice_and_none_that_is_gone():
    found = changed["tests_for"](
        ["tests/meetings/test_ledger.py", "network/meetings/jobs.py", "tests/meetings/test_gone.py"]
    )
    assert found.count("tests/meetings") == 1
    assert not [one for one in found if one.startswith("tests/meetings/")]


def test_make_check_without_a_main_branch_runs_everything(tmp_path, monkeypatch):
    monkeypatch.setenv("BASE", "no-such-branch")
    assert changed["changed_files"]() is None
    script = ROOT / ".ci/changed_tests.py"
    said = subprocess.run(["python3", script], capture_output=True, text=True, check=True).stdout
    assert said == "tests\n"
