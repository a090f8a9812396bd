"""Each file of the corpus becomes what stands beside it: what is kept, and what is named as lost.

To add one: put the file into `corpus/`, run `python -m tests.practices.importing.test_corpus`, and
read what it wrote to `<file>.becomes` before you believe it.
"""

from pathlib import Path

import pytest

from practices.importing.draft import Draft, Figure, Problem, Table, Text
from practices.importing.readers import Incoming, read

HERE = Path(__file__).parent
FOLDERS = (HERE / "corpus", HERE / "hard_files")
NOT_NOTES = {".csv", ".becomes"}
FILES = sorted(
    file for folder in FOLDERS for file in folder.iterdir() if file.suffix not in NOT_NOTES
)


def in_words(found: Draft | Problem) -> str:
    """A draft as lines that a person can read."""
    if isinstance(found, Problem):
        return f"refused: {found}\n"
    lines = [f"title: {found.title}"]
    for name in ("summary", "what_we_did", "why", "what_came_of_it"):
        lines += [f"{name}: {getattr(found, name)}"] if getattr(found, name) else []
    for part in found.parts:
        lines += lines_of(part)
    lines += [f"{name}: {value}" for name, value in found.facts.items()]
    lines += [f"said: {sentence}" for sentence in found.lost]
    return "\n".join(lines) + "\n"


def lines_of(part: Text | Table | Figure) -> list[str]:
    if isinstance(part, Text):
        return [f"text: {part.html}"]
    if isinstance(part, Figure):
        return [f"picture: {part.picture.name}, {part.picture.alt}"]
    head = "table with headings" if part.has_header else "table"
    spans = [
        f"  merged at {one.row},{one.column}: {one.rows} by {one.columns}" for one in part.spans
    ]
    rows = ["  " + " | ".join(cell.replace("\n", " / ") for cell in row) for row in part.rows]
    return [f"{head}:", *rows, *spans]


def becomes(file: Path) -> str:
    return "\n".join(map(in_words, read(Incoming.on_disk(file))))


def expected(file: Path) -> Path:
    return file.with_name(f"{file.name}.becomes")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_becomes_what_it_must(file):
    assert becomes(file) == expected(file).read_text()


def test_the_corpus_is_large_enough_and_nothing_in_it_is_forgotten():
    assert len(FILES) >= 60
    told = {file for folder in FOLDERS for file in folder.glob("*.becomes")}
    assert told == set(map(expected, FILES))


def write_expected() -> None:
    for file in FILES:
        expected(file).write_text(becomes(file))


if __name__ == "__main__":
    import django

    django.setup()
    write_expected()
