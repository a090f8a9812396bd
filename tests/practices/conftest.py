"""Notes to test with, made the way the hub makes them."""

import pytest

from practices.models import NoteReference, PracticeNotePage, Source, Topic
from practices.notes.services import publish_note


@pytest.fixture
def make_note(network):
    """A live note of a council: make_note(dudley, "Title", by=alice, audience="public", tags=[…])."""

    def make(council, title, by=None, topics=(), tags=(), cites=(), **fields):
        note = PracticeNotePage(title=title, owner=by, **fields)
        council.page.add_child(instance=note)
        note.topics.set(topics)
        note.tags.add(*tags)
        for source in cites:
            note.references.add(NoteReference(source=source))
        return publish_note(note, by)

    return make


@pytest.fixture
def fraud(network):
    return Topic.objects.create(slug="fraud", name="Fraud and misuse", what_it_is="Deceit.")


@pytest.fixture
def care_act(network):
    return Source.objects.create(
        ref="care-act", title="Care Act 2014, section 33", url="https://www.legislation.gov.uk/x"
    )
