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
COMPOSES = (
    "hub/urls.py",
    "hub/site/",
    "hub/templatetags/",
    "hub/management/",
)  # may import every room; no room imports it


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
        if not str(file.relative_to(ROOT)).startswith(COMPOSES)
    }
    assert {file: rooms for file, rooms in wrong.items() if rooms} == {}
