"""Each environment variable has a row in the README."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READS = re.compile(r"""(?:env(?:\.\w+)?\(|environ(?:\.get)?[\[(])\s*["']([A-Z][A-Z0-9_]+)["']""")
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def variables_read() -> set[str]:
    rooms = ("hub", "network", "practices", "search")
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    return {name for file in files for name in READS.findall(file.read_text())} - NOT_OURS


def test_every_environment_variable_has_a_row_in_the_readme():
    rows = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("|")]
    named = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", "\n".join(rows)))
    assert variables_read() - named == set()


def test_the_two_commands_are_in_the_readme():
    text = (ROOT / "README.md").read_text()
    assert "make run" in text and "make test" in text
