"""What search is told, and when."""

from datetime import date

import pytest
from taggit.models import Tag

from hub.search_registry import changed_many_signal, changed_signal
from practices.models import PracticeNotePage, Source
from practices.notes.rich_text import plain, plain_blocks
from practices.notes.search_records import describe_note, describe_source, findable_notes
from practices.notes.services import publish_note
from tests.unpublishing import unpublish_note


@pytest.fixture
def told(db):
    """Everything search is told about."""
    heard = []

    def hear(instance, **kwargs):
        heard.append(instance)

    def hear_many(instances, **kwargs):
        heard.extend(instances)

    changed_signal.connect(hear)
    changed_many_signal.connect(hear_many)
    yield heard
    changed_signal.disconnect(hear)
    changed_many_signal.disconnect(hear_many)


def test_plain_text_keeps_paragraphs_apart_and_drops_markup():
    assert plain("<p>One &amp; two</p><ul><li>three</li><li>fo<b>ur</b></li></ul>") == (
        "One & two\nthree\nfo ur"
    )


def test_a_note_is_described_with_the_words_of_its_blocks(make_note, dudley, alice, fraud):
    note = make_note(
        dudley, "Card checks", alice, topics=[fraud], tags=["Five signs"],
        what_we_did="<p>We ring <b>first</b>.</p>",
        body=[
            ("text", "<h2>What went wrong</h2><p>Two cards.</p>"),
            ("table", {"data": [["Checks", "96"]], "table_caption": "Each month"}),
            ("steps", {"steps": ["<p>Run the report</p>"]}),
        ],
    )  # fmt: skip
    found = describe_note(note)
    assert (found.url, found.audience_key) == (
        "/councils/dudley/card-checks/",
        f"network:{dudley.network_id}",
    )
    assert (found.topics, found.tags, found.council) == (("fraud",), ("Five signs",), "dudley")
    for words in ("We ring", "Two cards.", "96", "Each month", "Run the report"):
        assert words in found.body


def test_words_of_an_unpublished_edit_are_not_described(make_note, dudley, alice):
    note = make_note(dudley, "Card checks", alice, summary="As published")
    note.summary = "Still in review"
    note.save_revision(user=alice)
    assert describe_note(note).summary == "As published"
    assert [describe_note(one).summary for one in findable_notes()] == ["As published"]


def test_an_unpublished_note_is_not_found(make_note, dudley, alice):
    note = make_note(dudley, "Card checks", alice)
    unpublish_note(note, alice)
    assert describe_note(note) is None
    assert list(findable_notes()) == []


def test_moving_a_note_gives_it_the_other_councils_audience(
    make_note, dudley, walsall, alice, told
):
    note = make_note(dudley, "Card checks", alice, audience="council")
    told.clear()
    note.move(walsall.page, pos="last-child")
    assert set(told) == {note, alice}  # search says of the owner what they wrote
    moved = PracticeNotePage.objects.get(pk=note.pk)
    assert (moved.council, moved.audience_key) == (walsall, f"council:{walsall.pk}")
    assert describe_note(moved).url == "/councils/walsall/card-checks/"


def test_renaming_a_topic_a_council_or_a_tag_tells_search(make_note, dudley, fraud, alice, told):
    note = make_note(dudley, "Card checks", alice, topics=[fraud], tags=["card"])
    for thing in (fraud, dudley, Tag.objects.get(name="card")):
        told.clear()
        thing.slug = f"{thing.slug}-new"
        thing.save()
        assert note in told, thing


def test_deleting_a_tag_tells_search(make_note, dudley, alice, told):
    note = make_note(dudley, "Card checks", alice, tags=["card"])
    told.clear()
    Tag.objects.get(name="card").delete()
    assert note in told
    assert describe_note(note).tags == ()


def test_a_council_that_joins_another_network_takes_its_notes_along(make_note, dudley, alice):
    note = make_note(dudley, "Card checks", alice)
    dudley.network = None
    dudley.save()
    note.refresh_from_db()
    assert note.audience_key == "nobody"


def test_publishing_a_second_time_keeps_one_page(make_note, dudley, alice):
    note = make_note(dudley, "Card checks", alice)
    note.title = "Card checks, again"
    publish_note(note, alice)
    assert PracticeNotePage.objects.get().title == "Card checks, again"


def test_a_source_is_described_and_old_ones_are_historical(db):
    source = Source.objects.create(
        ref="old", title="Old", published=date(2004, 1, 5), digest="Words"
    )
    found = describe_source(Source.objects.get(pk=source.pk))
    assert (found.kind, found.status, found.url) == ("source", "historical", "/sources/old/")


@pytest.mark.parametrize(
    ("published", "historical"),
    [
        (date(2016, 11, 22), False),
        (date(2016, 11, 21), True),
        (date(2026, 1, 1), False),
        (None, False),
    ],
)
def test_a_source_is_historical_from_the_day_after_its_tenth_birthday(published, historical):
    assert Source(published=published).is_historical(date(2026, 11, 22)) is historical


def test_tags_are_told_in_one_order_whatever_the_database_gives(dudley, alice, make_note):
    note = make_note(dudley, "Cards", alice, tags=["wages", "cards", "audit"])
    assert describe_note(note).tags == ("audit", "cards", "wages")


def test_words_of_a_block_come_in_one_order_whatever_the_database_keeps():
    one, other = {"label": "Ceiling", "unit": "weeks"}, {"unit": "weeks", "label": "Ceiling"}
    blocks = [plain_blocks([{"type": "threshold", "value": value}]) for value in (one, other)]
    assert blocks == ["Ceiling\nweeks"] * 2
