"""What ships with the hub is whole, invented where it must be, and plain."""

import hashlib
import re
from collections import Counter
from datetime import date
from statistics import mean

import pytest

from tests.practices.demo_content import (
    COUNCILS,
    DemoNote,
    digests,
    invented_councils,
    notes,
    people,
    read_yaml,
    sentences,
    topic_file,
    topic_slugs,
)

STATUSES = {"idea", "trial", "embedded", "stopped", "withdrawn"}
AUDIENCES = {"public", "network", "adass", "council"}
HEADINGS = {"What we did", "What we think of doing"}
WORDS_A_SENTENCE = 18
every_note = pytest.mark.parametrize("note", notes(), ids=str)

PERSONAL = {
    "phone number": r"(?<!\d)(?:\+44|0)\s?\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)",
    "National Insurance number": r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b",
    "NHS number": r"(?<!\d)\d{3}[\s-]\d{3}[\s-]\d{4}(?!\d)",
    "ten digits in a row": r"(?<!\d)\d{10}(?!\d)",
    "postcode": r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b",
    "e-mail address": r"[\w.+-]+@[\w-]+\.\w+",
    "sort code": r"\b\d\d-\d\d-\d\d\b",
}

# Real people whom the hub's makers have read about. Only their hashes are kept here, so that
# the test itself names nobody.
REAL_PEOPLE = {
    "0b58e91ff336ce38",
    "1c342b7055e26b92",
    "3efa32ad4f4914a5",
    "44813f379c97606b",
    "640aac8001f4d520",
    "675a0cf44b0ca027",
    "80e82f79e6a232f5",
    "81b303845d9df4f2",
    "a5a5b250e4120ce1",
    "b342dc4c6db80587",
    "bbb564be4937061e",
    "cd3626340cd7e449",
    "d1573bbd49de87f7",
    "d491cbabd1ee4c8b",
    "ea6160f0019db77c",
    "f77a2b7eb68cb1cb",
    "fd3547a2eddeda3d",
}


def fingerprint(name: str) -> str:
    return hashlib.sha256(name.lower().encode()).hexdigest()[:16]


def test_there_are_about_forty_notes_from_all_fourteen_councils():
    assert 40 <= len(notes()) <= 50
    count = Counter(note.facts["council"] for note in notes())
    assert set(count) == invented_councils()
    assert all(2 <= written <= 4 for written in count.values())


def test_no_two_notes_share_a_ref_or_a_title():
    for fact in ("ref", "title"):
        assert len({note.facts[fact] for note in notes()}) == len(notes())


@every_note
def test_a_note_has_what_the_form_asks_for(note: DemoNote):
    facts = note.facts
    assert facts["ref"] == note.file.stem
    assert facts["status"] in STATUSES
    assert facts["audience"] in AUDIENCES
    assert facts["topics"] and set(facts["topics"]) <= topic_slugs()
    assert facts["tags"]
    assert isinstance(facts["date"], date) and facts["review_by"] > facts["date"]
    assert len(facts["title"]) <= 90
    assert 30 < len(facts["summary"]) <= 300
    assert ("position" in facts) == ("position_date" in facts)


@every_note
def test_a_note_belongs_to_people_and_councils_of_the_demonstration(note: DemoNote):
    owner = people()[note.facts["owner"]]
    assert owner["council"] == note.facts["council"]
    assert set(note.facts.get("co_authors", [])) <= invented_councils() - {note.facts["council"]}


@every_note
def test_a_note_cites_each_of_its_sources_by_number(note: DemoNote):
    known = {digest["id"] for digest in digests()}
    assert set(note.facts["sources"]) <= known
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", note.body)}
    assert cited == set(range(1, len(note.facts["sources"]) + 1))


@every_note
def test_a_note_follows_the_networks_template(note: DemoNote):
    headings = re.findall(r"^## (.+)$", note.body, flags=re.M)
    assert headings[0] in HEADINGS
    assert any(heading.startswith("Why") for heading in headings)
    words = re.findall(r"\w+", note.body)
    assert 150 <= len(words) <= 450


@every_note
def test_the_networks_own_sections_are_prose_with_each_table_under_a_heading(note: DemoNote):
    """The form keeps these sections as rich text, which holds no table."""
    parts = re.split(r"^## (.+)\n", note.body, flags=re.M)
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        if heading in HEADINGS or heading.startswith(("Why", "What came of it")):
            prose = [line for line in text.splitlines() if line and not line.startswith(">")]
            assert prose and not any(line.startswith("|") for line in prose), heading


@every_note
def test_each_column_of_a_table_has_a_heading(note: DemoNote):
    for head in re.findall(r"^(\|.*\|)\n\|---", note.body, flags=re.M):
        assert all(cell.strip() for cell in head.strip("|").split("|")), head


@every_note
def test_a_threshold_has_a_number_a_unit_and_a_source(note: DemoNote):
    for threshold in note.facts.get("thresholds", []):
        assert set(threshold) == {"what", "number", "unit", "source"}
        assert isinstance(threshold["number"], int | float)
        assert threshold["source"] not in {digest["id"] for digest in digests()}


@every_note
def test_a_note_names_no_real_person_and_holds_no_personal_data(note: DemoNote):
    text = note.file.read_text(encoding="utf-8")
    for what, pattern in PERSONAL.items():
        assert not re.search(pattern, text), what
    assert not {fingerprint(name) for name in names_in(text)} & REAL_PEOPLE


def names_in(text: str) -> set[str]:
    """Each pair of neighbouring capitalised words."""
    return set(re.findall(r"(?=\b([A-Z]\w+ [A-Z]\w+))", text))


def test_the_cast_has_invented_names_and_addresses_no_mail_can_reach():
    assert not {fingerprint(person["name"]) for person in people().values()} & REAL_PEOPLE
    assert all(person["email"].endswith(".example") for person in people().values())


@every_note
def test_a_note_reads_easily(note: DemoNote):
    assert mean(len(words) for words in sentences(note.body)) < WORDS_A_SENTENCE


def test_the_notes_together_show_every_state_and_audience():
    assert {note.facts["status"] for note in notes()} == STATUSES
    shown = Counter(note.facts["audience"] for note in notes())
    assert set(shown) == AUDIENCES and shown["public"] >= 12
    assert sum("\n|" in note.body for note in notes()) >= 10
    assert sum("thresholds" in note.facts for note in notes()) >= 5


def test_the_four_card_topics_have_notes_from_several_councils():
    for topic in ("fraud", "self-employed-pas", "isfs", "team-models"):
        councils = {note.facts["council"] for note in notes() if topic in note.facts["topics"]}
        assert len(councils) >= 3, topic


def test_every_topic_word_of_the_digests_belongs_to_one_topic():
    covers = Counter(word for topic in topic_file()["topics"] for word in topic["covers"])
    assert max(covers.values()) == 1
    words = {word for digest in digests() for word in digest["topics"]}
    assert words == set(covers)


def test_each_topic_says_what_it_is_and_why_it_is_hard():
    topics = topic_file()["topics"]
    assert len(topic_slugs()) == len(topics)
    for topic in topics:
        assert topic["name"] and topic["synonyms"]
        assert topic["what_it_is"].endswith(".") and topic["why_hard"].endswith(".")


def test_the_digests_are_all_there():
    assert len(digests()) == len({digest["id"] for digest in digests()}) == 200


def test_every_council_tells_its_team_model_or_says_nothing():
    models = read_yaml(COUNCILS / "demo_team_models.yaml")["councils"]
    assert {model["council"] for model in models} == invented_councils()
    homes = {model["home"] for model in models}
    assert homes == {"dedicated_team", "commissioning", "finance", "hr", "contracted"}
    assert any(None in model.values() for model in models)
