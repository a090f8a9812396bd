"""What ships says the law as it stands in November 2026. docs/content.md names each source."""

import re

import pytest

from network.escalations.demo import ISSUES_FILE
from tests.practices.demo_content import ROOT, notes, read_yaml, topic_file

NOTES = {note.facts["ref"]: note for note in notes()}
ISSUES = {issue["ref"]: str(issue) for issue in read_yaml(ISSUES_FILE)}
WAGE = re.compile(r"£(1[01]\.\d\d|12\.[0-6]\d|12\b)")  # below the least adult wage of 2026/27


def test_no_note_repeats_a_wage_below_the_legal_minimum():
    assert [ref for ref, note in NOTES.items() if WAGE.search(note.body)] == []


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("insurance-before-the-first-shift", "leaves out employees who are close relatives"),
        ("family-members-a-panel-that-says-why", "a spouse or civil partner wherever they live"),
        ("family-members-a-panel-that-says-why", "paid for managing the money"),
        ("family-members-a-panel-that-says-why", "they never see a family's case"),
        ("hospital-the-first-28-days", "the statutory guidance (chapter 12)"),
        ("hospital-the-first-28-days", "benefits for disability stop after 28 days"),
        ("pension-duties-in-three-letters", "In the fourth month"),
        ("moving-between-councils", "it is the new council that must meet the needs"),
        ("after-a-death", "Their first question is who the executor is"),
        ("working-through-nfi-matches", "every two years on dates that the National Fraud"),
        ("who-may-manage-the-money", "Section 32 has five conditions"),
        ("paying-an-isf-provider-to-administer", "the Procurement Act 2023 is the law"),
        ("declaring-dishonesty-convictions", "UK GDPR, Article 10"),
        ("three-rate-bands", "It never replaces the personal budget"),
    ],
)
def test_a_note_says_the_law_as_it_stands(ref, said):
    assert said in NOTES[ref].body


@pytest.mark.parametrize(
    ("ref", "wrong"),
    [
        ("insurance-before-the-first-shift", "People who employ a PA must by law be insured"),
        ("hospital-the-first-28-days", "We now decide it case by case"),
        ("pension-duties-in-three-letters", "After five months"),
        ("working-through-nfi-matches", "What we ask ADASS"),
        ("who-may-manage-the-money", "three things must be shown"),
    ],
)
def test_a_note_no_longer_says_what_was_wrong(ref, wrong):
    assert wrong not in NOTES[ref].body


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("national-minimum", "12.07 per cent"),
        ("name-on-the-tin", "due from the first day since 6 April 2026"),
        ("funds-without-tender", "user choice"),
        ("safeguarding-share", "enquiry under section 42"),
        ("surplus", "Each council decides for itself"),
        ("one-date-for-rates", "rise in April with the National Living Wage"),
    ],
)
def test_an_issue_of_the_demonstration_knows_the_law(ref, said):
    assert said in ISSUES[ref]


def test_no_issue_says_that_only_the_government_can_settle_holiday_pay():
    assert not [ref for ref, text in ISSUES.items() if "Only the government can settle" in text]


def test_nobody_is_called_a_higher_manager():
    """Directors of a region meet as peers: ADASS is a charity, and no council is below another."""
    pages = (ROOT / "templates").rglob("*.html")
    assert [str(page) for page in pages if "higher manager" in page.read_text()] == []


def test_each_row_of_the_advisers_reading_is_answered():
    said = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| L(\d+) \| ✓ \|", said, flags=re.M) == [str(n) for n in range(1, 27)]


def test_no_issue_of_safeguarding_stands_under_fraud():
    assert "'topic': 'fraud'" not in ISSUES["safeguarding-share"]


TOPICS = {topic["slug"]: topic for topic in topic_file()["topics"]}


@pytest.mark.parametrize(
    "slug",
    [
        "children-and-transition", "safety", "stopping-and-ending", "equipment-and-one-off",
        "data-and-returns", "technology-and-data", "pa-workforce", "equality",
    ],
)  # fmt: skip
def test_a_topic_that_a_lead_missed_is_there(slug):
    assert TOPICS[slug]["synonyms"]


def test_badly_cut_topics_are_recut():
    assert "basics" not in TOPICS["take-up"]["covers"] and "glossary" in TOPICS["basics"]["covers"]
    assert "payroll" in TOPICS["paying-pas"]["covers"] and "decisions-and-appeals" in TOPICS


def test_old_addresses_lead_to_one_topic_and_are_nobodys_own():
    old = [slug for topic in TOPICS.values() for slug in topic.get("old_slugs", ())]
    assert len(old) == len(set(old)) and not set(old) & set(TOPICS)


def test_every_topic_of_an_issue_is_a_topic():
    assert {issue["topic"] for issue in read_yaml(ISSUES_FILE)} <= set(TOPICS)


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("family-as-pas", "spouse or civil partner anywhere"), ("isfs", "Procurement Act 2023"),
        ("recruiting-pas", "21 January 2026"), ("health-and-s117", "detention for treatment"),
        ("carers", "belongs in that person's own plan"),
    ],
)  # fmt: skip
def test_a_topic_says_the_law_as_it_stands(slug, said):
    assert said in " ".join((TOPICS[slug]["what_it_is"] + TOPICS[slug]["why_hard"]).split())
