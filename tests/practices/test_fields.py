"""The table of a note's fields: whatever stands in it is asked for, shown, compared and imported."""

from datetime import date
from types import SimpleNamespace

import pytest

from practices.importing.draft import Draft, from_json, to_json
from practices.importing.front_matter import apply_said
from practices.importing.note_values import note_values
from practices.models import PracticeNotePage
from practices.notes.fields import (
    BY_NAME,
    FACTS,
    NOTE_FIELDS,
    SAID_IN_FILES,
    TEXT_KINDS,
    Kind,
    in_words,
)
from practices.notes.panels import ABOUT, CONTENT
from practices.notes.search_records import body_text
from practices.posting.diff import differences
from practices.posting.forms import NoteForm

PLAIN = [one for one in NOTE_FIELDS if one.kind in (*TEXT_KINDS, Kind.DAY) and one.question]


def value_for(field):
    return date(2026, 2, 3) if field.kind is Kind.DAY else f"said as {field.name}"


def named(fields):
    return [one.name for one in fields]


def panel_names(panels):
    for panel in panels:
        yield getattr(panel, "field_name", None) or getattr(panel, "relation_name", None)
        yield from panel_names(getattr(panel, "children", ()))


def test_every_field_that_an_author_fills_in_stands_in_the_table_once():
    held = {one.name for one in PracticeNotePage._meta.get_fields() if hasattr(one, "name")}
    own = {one.name for one in PracticeNotePage._meta.local_fields if one.editable}
    technical = {"page_ptr", "ref", "source_url"}
    assert set(BY_NAME) - {"sources"} <= held
    assert own - technical <= set(BY_NAME)
    assert len(BY_NAME) == len(NOTE_FIELDS)


@pytest.mark.parametrize("name", [one.name for one in NOTE_FIELDS if one.most])
def test_the_form_takes_no_more_than_the_table_of_the_database(name):
    bound = next((f for f in PracticeNotePage._meta.get_fields() if f.name == name), None)
    longest = getattr(bound, "max_length", None)
    assert longest is None or BY_NAME[name].most <= longest


@pytest.mark.parametrize("field", PLAIN, ids=named(PLAIN))
def test_what_is_typed_is_kept_and_shown_when_the_form_is_opened_again(
    make_note, dudley, alice, field
):
    note = make_note(dudley, "Card checks", alice)
    typed = {"audience": "network", field.name: value_for(field)}
    if field.kind is Kind.DAY:
        day = value_for(field)
        parts = {"day": day.day, "month": day.month, "year": day.year}
        typed = {"audience": "network"} | {f"{field.name}_{k}": v for k, v in parts.items()}
    form = NoteForm(typed, note=note)
    assert form.is_valid(), form.errors
    setattr(note, field.name, form.changes()[field.name])
    opened = NoteForm(note=note)
    assert str(opened[field.name].value()) == str(value_for(field))


@pytest.mark.parametrize("field", FACTS, ids=named(FACTS))
def test_a_fact_stands_on_the_page_and_in_print(client, make_note, dudley, alice, field):
    value = "network" if field.kind is Kind.CHOICE else value_for(field)
    note = make_note(dudley, "Card checks", alice, **{field.name: value})
    client.force_login(alice)
    words = in_words(note, field)
    assert words
    for address in (note.address, f"{note.address}?print"):
        page = client.get(address).content.decode()
        assert str(field.fact) in page
        assert words in page


@pytest.mark.parametrize("field", PLAIN, ids=named(PLAIN))
def test_a_change_is_named_in_the_comparison(make_note, dudley, alice, field):
    note = make_note(dudley, "Card checks", alice)
    after = PracticeNotePage.objects.get(pk=note.pk)
    value = value_for(field)
    setattr(after, field.name, f"<p>{value}</p>" if field.kind is Kind.RICH else value)
    [row] = differences(note, after)
    assert (row["field"], row["label"]) == (field.name, field.label)
    assert "<ins>" in row["marked"]


@pytest.mark.parametrize("field", SAID_IN_FILES, ids=named(SAID_IN_FILES))
def test_a_file_may_say_it_under_each_of_its_names(field):
    for key in (field.name, *field.imported):
        draft = Draft(title="Card checks")
        apply_said(draft, {key: str(value_for(field))})
        again = from_json(to_json(draft))
        assert again == draft
        assert note_values(again, lambda _picture: None)[field.name] == value_for(field)


@pytest.mark.parametrize(
    "field", [one for one in SAID_IN_FILES if one.kind is Kind.LINE], ids=lambda one: one.name
)
def test_a_file_that_says_too_much_is_cut_and_the_report_says_so(field):
    draft = Draft(title="Card checks")
    apply_said(draft, {field.name: "word " * field.most})
    assert len(draft.facts[field.name]) <= field.most
    assert any(f"was cut to {field.most} characters" in line for line in draft.lost)


@pytest.mark.parametrize(
    "field", [one for one in NOTE_FIELDS if one.searched], ids=lambda one: one.name
)
def test_search_reads_what_the_table_says_it_reads(make_note, dudley, alice, field):
    note = make_note(dudley, "Card checks", alice, **{field.name: "Seldom zebra"})
    assert "Seldom zebra" in body_text(note)


def test_the_cms_asks_for_every_field_too():
    assert set(panel_names([*CONTENT, *ABOUT])) >= set(BY_NAME) - {"sources"}


def test_a_fact_that_a_note_does_not_state_is_left_out():
    nothing = SimpleNamespace(review_by=None, contact_role="")
    assert in_words(nothing, BY_NAME["review_by"]) == ""
    assert in_words(nothing, BY_NAME["contact_role"]) == ""
