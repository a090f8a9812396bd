"""The notes of the demonstration, from practices/data/demo/notes/*.md.

Everything in them but the councils' names is invented. `manage.py load_demo` alone reads them.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from network.councils.models import Council, Network
from network.people.demo import cast
from practices.demo_text import note_text
from practices.models import NoteReference, PracticeNotePage, Source, Topic
from practices.services import publish_note
from practices.setting_up import DATA

NOTES = DATA / "demo" / "notes"


class Shelf(NamedTuple):
    """What the notes point at, read once."""

    councils: dict[str, Council]
    topics: dict[str, Topic]
    sources: dict[str, Source]
    owners: dict[str, Any]


def load_demo_notes(network: Network) -> None:
    """Publish the notes that are not there yet, each by its owner, with its history."""
    there = set(PracticeNotePage.objects.values_list("ref", flat=True))
    shelf = shelf_of(network)
    with transaction.atomic():
        for facts, text in demo_notes():
            if facts["ref"] not in there and facts["council"] in shelf.councils:
                put_up(facts, text, shelf)


def demo_notes() -> Iterator[tuple[dict[str, Any], str]]:
    """Front matter and text of each note, oldest first."""
    found = [read_note(file) for file in sorted(NOTES.glob("*.md"))]
    return iter(sorted(found, key=lambda note: note[0]["date"]))


def read_note(file: Path) -> tuple[dict[str, Any], str]:
    _, facts, text = file.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(facts), text


def shelf_of(network: Network) -> Shelf:
    councils = network.councils.select_related("page")
    return Shelf(
        {council.slug: council for council in councils},
        {topic.slug: topic for topic in Topic.objects.all()},
        {source.ref: source for source in Source.objects.all()},
        owners(),
    )


def owners() -> dict[str, Any]:
    """The invented people by the key that notes call them by."""
    users = {user.email: user for user in get_user_model().objects.all()}
    return {row["key"]: users[row["email"]] for row in cast()["people"] if row["email"] in users}


def put_up(facts: dict[str, Any], text: str, shelf: Shelf) -> None:
    """One note: as first posted, and once more on the day its position was agreed."""
    owner = shelf.owners.get(facts["owner"])
    note = note_from(facts, text, owner)
    shelf.councils[facts["council"]].page.add_child(instance=note)
    hang_on(note, facts, shelf)
    posted, agreed = facts["date"], facts.get("position_date")
    if agreed and agreed > posted:
        publish_on(note, owner, posted)
    note.position, note.position_date = facts.get("position", ""), agreed
    publish_on(note, owner, max(posted, agreed or posted))


def note_from(facts: dict[str, Any], text: str, owner: Any) -> PracticeNotePage:
    return PracticeNotePage(
        title=facts["title"],
        slug=facts["ref"],
        ref=facts["ref"],
        owner=owner,
        summary=facts["summary"],
        status=facts["status"],
        date_of_practice=facts["date"],
        review_by=facts["review_by"],
        audience=facts["audience"],
        contact_role=facts["contact_role"],
        first_published_at=at_nine(facts["date"]),
        live=False,
        **note_text(text, facts.get("thresholds", ())),
    )


def hang_on(note: PracticeNotePage, facts: dict[str, Any], shelf: Shelf) -> None:
    """Topics, tags, sources in their numbered order, and councils that wrote with it."""
    note.topics.set([shelf.topics[slug] for slug in facts["topics"]])
    note.tags.add(*facts["tags"])
    note.co_authors.set([shelf.councils[slug] for slug in facts.get("co_authors", ())])
    for place, ref in enumerate(facts["sources"]):
        note.references.add(NoteReference(source=shelf.sources[ref], sort_order=place))


def publish_on(note: PracticeNotePage, owner: Any, day: date) -> None:
    """Publish and date the version as the story has it, not as the loading had it."""
    live = publish_note(note, owner)
    moment = at_nine(day)
    Revision.objects.filter(pk=live.live_revision_id).update(created_at=moment)
    PracticeNotePage.objects.filter(pk=note.pk).update(
        last_published_at=moment, latest_revision_created_at=moment
    )


def at_nine(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
