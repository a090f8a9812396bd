"""Reading runs in a process of its own, which is ended."""

import subprocess
import sys

import pytest

from hub.inspection import bounded
from hub.inspection.findings import MOST_FINDINGS, Passage, Unreadable, judged, markings_in
from hub.jobs.bounded import ROOT
from tests.inspection import build


def test_the_process_finds_and_cleans_as_the_module_does():
    data = build.word(build.commented)
    assert [one.kind for one in bounded.look(data, "a.docx")] == ["comment"]
    copy, left = bounded.clean(data, "a.docx")
    assert left == [] and bounded.look(copy, "a.docx") == []


def test_what_the_process_refuses_comes_back_as_a_sentence():
    with pytest.raises(Unreadable, match="damaged"):
        bounded.look(b"PK\x03\x04", "a.docx")
    with pytest.raises(Unreadable, match="cannot be cleaned here"):
        bounded.clean(build.pdf(build.line("x")), "a.pdf")


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(bounded, "MOST_SECONDS", 0.01)
    with pytest.raises(Unreadable, match="takes too long"):
        bounded.look(build.word(), "a.docx")


def test_a_process_that_is_ended_from_outside_is_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Unreadable, match="too much to look into"):
        bounded.look(build.word(), "a.docx")


def test_a_huge_file_is_not_even_handed_over():
    with pytest.raises(Unreadable, match="too large"):
        bounded.look(b"x" * (bounded.MAX_FILE + 1), "a.docx")


def test_looking_needs_no_django():
    code = "import sys, hub.inspection.reading; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_more_than_can_be_listed_is_itself_told():
    found = judged(Passage("comment", f"cell {n}", "x") for n in range(MOST_FINDINGS + 50))
    assert len(found) == MOST_FINDINGS
    assert found[-1].words == "51 further things, not listed"


def test_a_very_long_file_says_that_its_rest_was_not_looked_at():
    found = judged([Passage("visible", "", "x" * 2_000_000)] * 2)
    assert [one.kind for one in found] == ["unread"]


@pytest.mark.parametrize(
    "text",
    ["OFFICIAL-SENSITIVE", "OFFICIAL - SENSITIVE", "OFFICIAL–SENSITIVE", "OFFICIAL [SENSITIVE]",
     "OFFICIAL: SENSITIVE", "Official-Sensitive", "SECRET", "TOP SECRET", "NHS CONFIDENTIAL",
     "CONFIDENTIAL", "RESTRICTED", "PRIVATE AND CONFIDENTIAL", "COMMERCIAL IN CONFIDENCE",
     "NOT FOR PUBLICATION", "PROTECT - PERSONAL"],
)  # fmt: skip
def test_a_marking_is_known(text):
    assert len(markings_in(f"Paper 3 {text} page 2")) == 1


@pytest.mark.parametrize(
    "text",
    ["NOT PROTECTIVELY MARKED", "OFFICIAL", "an official form", "a secret ballot",
     "keep it confidential", "NOT CONFIDENTIAL", "SECRETARY"],
)  # fmt: skip
def test_ordinary_words_are_no_marking(text):
    assert markings_in(f"Paper 3 {text} page 2") == []
