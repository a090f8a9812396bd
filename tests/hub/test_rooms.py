"""Imports run one way: search → practices → network → hub."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_NOT_IMPORT = {
    "hub": {"network", "practices", "search"},
    "network": {"practices", "search"},
    "practices": {"search"},
}
ALLOWED_FILES = {"hub/urls.py"}


def imported_rooms(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
    return names


@pytest.mark.parametrize("room", MAY_NOT_IMPORT)
def test_a_room_imports_only_the_rooms_below_it(room):
    wrong = {
        str(file.relative_to(ROOT)): imported_rooms(file) & MAY_NOT_IMPORT[room]
        for file in (ROOT / room).rglob("*.py")
        if str(file.relative_to(ROOT)) not in ALLOWED_FILES
    }
    assert {file: rooms for file, rooms in wrong.items() if rooms} == {}
