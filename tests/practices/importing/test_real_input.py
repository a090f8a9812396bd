"""Texts that real groups wrote, and the digests: they import and can be found."""

import pytest

from practices.importing.incoming import files_in
from practices.importing.plan import Options
from practices.importing.services import import_notes
from practices.models import PracticeNotePage
from practices.topics.setup_steps import add_missing_topics
from search.query.parsing import read
from search.service import search
from tests.practices.importing.conftest import SHARED

pytestmark = pytest.mark.shared_input


@pytest.fixture
def imported(dudley):
    add_missing_topics()

    def run(*parts):
        files, _ = files_in([SHARED.joinpath(*parts)])
        return import_notes(files, Options(council=dudley, publish=True))

    return run


def test_the_five_seed_texts_import_and_are_found(imported, carol, stranger):
    report = imported("seeds")
    assert (report.created, report.errors, report.remarks) == (5, [], [])
    for words, title in {
        "permalink coloured cards wool": "Blog: Direct Payments team working",
        "Beehive Grays engagement": "Thurrock Direct Payments Engagement Group",
        "interview chair Covid Teams network": "Transcript: interview",
        "Hammersmith steering group": "Direct Payments (DPs) support Independent Living",
        "effective partnerships support services bi-monthly": "Direct payments: Answering",
    }.items():
        results = search(read(words), carol).results
        assert results[0].entry.title.startswith(title)
        assert search(read(f"{words} kind:note"), stranger).total == 0
    assert imported("seeds").skipped == 5


def test_the_digests_import_and_are_found(imported, carol):
    report = imported("data", "practice-digests.jsonl")
    assert (report.created, report.errors) == (202, [])
    assert not PracticeNotePage.objects.filter(topics=None).exists()
    refs = [result.entry.ref for result in search(read("oversight barriers"), carol).results]
    assert "lga-oversight" in refs
