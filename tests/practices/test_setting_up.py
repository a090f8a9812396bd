"""What a new network, and the demonstration, start with."""

import pytest

from network.people.demo import load_demo_people
from practices.demo import load_demo_notes
from practices.models import PracticeNotePage, Source, Topic
from practices.topics.setup_steps import (
    add_missing_sources,
    add_missing_topics,
    start_topics_and_sources,
)


@pytest.fixture
def started(network):
    start_topics_and_sources(network)
    return network


def test_a_new_network_has_topics_and_200_sources_that_are_public(started, stranger):
    assert Topic.objects.filter(shown_first=True).count() == 4
    assert Source.objects.visible_to(stranger).count() == 200
    assert Source.objects.get(ref="lga-oversight").topics.filter(slug="governance").exists()


def test_a_source_that_says_when_it_was_published_can_be_historical(started):
    assert Source.objects.get(ref="tlap-dpss").is_historical()
    assert not Source.objects.get(ref="knowsley-lgo").is_historical()
    law = Source.objects.get(ref="leg-s31")
    assert law.in_force and not law.is_historical()


def test_running_it_again_adds_nothing_and_keeps_what_the_chair_edited(started):
    Topic.objects.filter(slug="fraud").update(name="Fraud, in our words")
    Source.objects.get(ref="glos-funds").delete()
    assert (add_missing_topics(), add_missing_sources()) == (0, 1)
    assert Topic.objects.get(slug="fraud").name == "Fraud, in our words"


def test_the_demonstration_has_live_notes_by_their_owners(invented, stranger):
    start_topics_and_sources(invented)
    load_demo_people(invented)
    load_demo_notes(invented)
    note = PracticeNotePage.objects.get(ref="checking-prepaid-cards-by-exception")
    assert note.live and note.owner.email == "asha.rahman@cordlemere.example"
    assert [str(day.created_at.date()) for day in note.revisions.order_by("pk")] == [
        "2025-03-12",
        "2026-06-03",
    ]
    assert "<li>cash was taken out</li>" in note.what_we_did
    assert [block.block_type for block in note.body] == [
        "threshold", "threshold", "quote", "text", "table", "text",
    ]  # fmt: skip
    assert note.body[2].value["attribution"] == "Person with a prepaid card, March 2026"
    assert note in PracticeNotePage.objects.visible_to(stranger)
    count = PracticeNotePage.objects.count()
    assert count > 40
    load_demo_notes(invented)
    assert PracticeNotePage.objects.count() == count
