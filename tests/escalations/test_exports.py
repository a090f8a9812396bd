"""Files that can be taken away: no formulas, no confidential issues, readable in two pages."""

import csv
import io
from collections import Counter

import pytest
from django.urls import reverse
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from network.escalations.exports import headings, safe
from network.escalations.models import Issue
from network.escalations.report import report_for
from network.escalations.topics import topic_choices
from practices.topics import setup_steps


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


def test_confidential_issues_are_neither_listed_nor_counted(download, client, raised, alice):
    raised(alice, title="Open to all")
    raised(alice, title="Only for the chair", level="council", topic="fraud")
    assert "Only for the chair" not in download("csv").content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(download("xlsx").content))
    numbers = [row[:2] for row in book["Numbers"].iter_rows(values_only=True)]
    assert ("Raised", "1") in numbers and ("Open", 1) in numbers
    page = client.get(reverse("escalations:report")).content.decode()
    assert "1 confidential issue that you can open is left out" in page


@given(
    st.lists(
        st.tuples(st.sampled_from(["fraud", "isfs", ""]), st.booleans(), st.booleans()), max_size=6
    )
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_numbers_are_those_of_the_list_that_goes_with_them(
    raised, alice, network, download, kinds
):
    """So no number tells what its reader cannot count."""
    Issue.objects.all().update(state="draft")
    for topic, withheld, confidential in kinds:
        level = "council" if confidential else "network"
        raised(alice, title="One", topic=topic, name_withheld=withheld, level=level)
    book = load_workbook(io.BytesIO(download("xlsx").content))
    listed = [dict(zip(headings(), row, strict=True)) for row in list(book["Issues"].values)[1:]]
    assert len(listed) == sum(not confidential for _topic, _withheld, confidential in kinds)
    report = {section.key: section for section in report_for(network).sections}
    for key, column, nothing in (
        ("topic", "Topic", "no topic"),
        ("barrier", "Barrier", "not said"),
    ):
        assert dict(report[key].rows) == Counter(row[column] or nothing for row in listed)


def test_a_topic_is_called_by_its_name(download, raised, alice, network):
    setup_steps.start_topics_and_sources(network)
    raised(alice, topic="isfs")
    name = dict(topic_choices())["isfs"]
    assert name != "isfs"
    assert name in download("csv").content.decode("utf-8-sig")


def test_the_briefing_has_two_pages_and_the_last_answers(download, answered):
    paper = Document(io.BytesIO(download("docx").content))
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "We will back one shared check list." in words
    breaks = [r for p in paper.paragraphs for r in p.runs if 'w:type="page"' in r._r.xml]
    assert len(breaks) == 1


def test_an_unknown_ending_is_no_page(download):
    assert download("pdf").status_code == 404
