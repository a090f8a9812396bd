"""Topics to import under, and short ways to run an import."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings

from practices.importing.incoming import files_in
from practices.importing.plan import Options
from practices.importing.services import import_notes
from practices.models import Topic

SHARED = Path(settings.BASE_DIR).parent / "shared"


def pytest_collection_modifyitems(config, items):
    """Other people's texts stay outside the project: without them these tests are not collected.

    In CI they must be there, so a missing folder makes the tests fail.
    """
    if SHARED.is_dir() or os.environ.get("CI") == "true":
        return
    away = [item for item in items if item.get_closest_marker("shared_input")]
    if away:
        config.hook.pytest_deselected(items=away)
        items[:] = [item for item in items if item not in away]


@pytest.fixture
def topics(db):
    return [
        Topic.objects.create(slug="fraud", name="Fraud and misuse", covers="counter-fraud"),
        Topic.objects.create(slug="isfs", name="Individual service funds", synonyms="ISF\nISFs"),
    ]


@pytest.fixture
def run(dudley, topics, tmp_path):
    """Write files into a folder and import it for Dudley; returns the report."""

    def run_import(files=None, *, folder="in", **options):
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        for name, content in (files or {}).items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_notes(files_in([place])[0], Options(**{"council": dudley, **options}))

    return run_import


@pytest.fixture
def lines():
    """A .jsonl file of these objects."""
    return lambda *rows: "".join(json.dumps(row) + "\n" for row in rows)
