"""Files that can be taken away: no formulas, no confidential issues, readable in two pages."""

import csv
import io

import pytest
from django.urls import reverse
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from network.escalations.exports.rows import safe


@given(st.text(max_size=20))
def test_no_text_starts_a_formula(text):
    kept = safe(text)
    assert not str(kept).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_numbers_stay_numbers():
    assert safe(-3) == -3


@pytest.fixture
def download(client, chair):
    client.force_login(chair)
    return lambda ending: client.get(reverse("escalations:download", args=[ending]))


def test_a_title_that_is_a_formula_is_text_in_both(download, raised, alice):
    raised(alice, title='=HYPERLINK("http://bad.example")')
    rows = list(csv.reader(io.StringIO(download("csv").content.decode("utf-8-sig"))))
    assert rows[1][1].startswith("'=")
    sheet = load_workbook(io.BytesIO(download("xlsx").content))["Issues"]
    assert sheet["B2"].data_type == "s" and sheet["B2"].value.startswith("'=")


def test_confidential_issues_are_counted_and_not_listed(download, raised, alice):
    raised(alice, title="Only for the chair", level="council")
    assert "Only for the chair" not in download("csv").content.decode("utf-8-sig")
    numbers = load_workbook(io.BytesIO(download("xlsx").content))["Numbers"]
    assert ("Open", 1) in [row[:2] for row in numbers.iter_rows(values_only=True)]


def test_the_briefing_has_two_pages_and_the_last_answers(download, answered):
    paper = Document(io.BytesIO(download("docx").content))
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "We will back one shared check list." in words
    breaks = [r for p in paper.paragraphs for r in p.runs if 'w:type="page"' in r._r.xml]
    assert len(breaks) == 1


def test_an_unknown_ending_is_no_page(download):
    assert download("pdf").status_code == 404
