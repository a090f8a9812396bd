"""Which tests belong to the files that differ from the main branch: one path a line.

`make check` runs them. BASE names another branch to compare with.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EVERYTHING = "tests"
ALWAYS = ("tests/hub/test_rooms.py", "tests/hub/test_papers.py", "tests/hub/test_readme.py")
FOR_EVERYBODY = {"requirements.txt", "requirements-dev.txt", "pyproject.toml", "manage.py"}
BASES = ("main", "origin/main")


def tests_of(file: str) -> list[str]:
    """The folders or files of tests for one changed file; none for a page of documentation."""
    room, *names = Path(file).parts[:-1] or ("",)
    if file in FOR_EVERYBODY or (room == "hub" and not names):
        return [EVERYTHING]
    if room == "tests":
        is_test = Path(file).name.startswith("test_")
        return [file] if is_test else [deepest(*names) or EVERYTHING]
    if room in ("network", "templates"):
        return named(names) or [EVERYTHING]
    if room == "hub":
        return [deepest(room), *named(names)]
    return [deepest(room, *names)] if room in ("practices", "search") else []


def deepest(*names: str) -> str:
    """The folder of tests that lies furthest on this way; empty when there is none."""
    ways = [Path("tests", *names[:depth]) for depth in range(len(names), 0, -1)]
    return next((str(way) for way in ways if (ROOT / way).is_dir()), "")


def named(names: Iterable[str]) -> list[str]:
    """Rooms of `network` and parts of `hub` have a folder of tests of their own name."""
    return [f"tests/{name}" for name in names if (ROOT / "tests" / name).is_dir()]


def tests_for(files: Iterable[str]) -> list[str]:
    """For all changed files, without a path that another one holds. Those that are gone are left out."""
    found = {test for file in files for test in tests_of(file)}
    if EVERYTHING in found:
        return [EVERYTHING]
    there = {test for test in (*found, *ALWAYS) if (ROOT / test).exists()}
    return sorted(test for test in there if there.isdisjoint(map(str, Path(test).parents)))


def changed_files() -> list[str] | None:
    """What differs from the base, also what is not committed; None when there is no base."""
    wanted = [os.environ["BASE"]] if os.environ.get("BASE") else BASES
    for base in wanted:
        merge = _git("merge-base", base, "HEAD")
        if merge:
            return [
                *_git("diff", "--name-only", merge[0]),
                *_git("ls-files", "-o", "--exclude-standard"),
            ]
    return None


def _git(*words: str) -> list[str]:
    done = subprocess.run(  # noqa: S603 (the words are the two above)
        ["git", *words],  # noqa: S607 (whichever git the developer uses)
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.splitlines() if done.returncode == 0 else []


if __name__ == "__main__":
    files = changed_files()
    paths = [EVERYTHING] if files is None else tests_for(files)
    sys.stdout.write("\n".join(paths) + "\n")
