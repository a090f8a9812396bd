"""The notes of the demonstration, from practices/data/demo/notes/*.md.

Everything in them but the councils' names is invented. `manage.py load_demo` alone reads them.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from hub.search_registry import changed_many
from network.councils.models import Council, Network
from network.people.demo import cast
from network.people.models import User
from practices.demo_text import note_text
from practices.models import (
    Adoption,
    NoteReference,
    PracticeNotePage,
    Question,
    QuestionAnswer,
    Source,
    Topic,
)
from practices.notes.fields import SAID_IN_FILES
from practices.topics.setup_steps import DATA

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
    wanted = (
        (facts, text)
        for facts, text in demo_notes()
        if facts["ref"] not in there and facts["council"] in shelf.councils
    )
    with transaction.atomic(), disable_reference_index_auto_update():
        notes = [put_up(facts, text, shelf) for facts, text in wanted]
        changed_many(notes)
    for note in notes:
        ReferenceIndex.create_or_update_for_object(note)


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


def put_up(facts: dict[str, Any], text: str, shelf: Shelf) -> PracticeNotePage:
    """One live note with its history: as first posted, and as on the day its position was agreed.

    Writes what publishing writes, without its hundred queries a note: a demonstration that takes
    a minute to load is not looked at.
    """
    owner = shelf.owners.get(facts["owner"])
    note = note_from(facts, text, owner)
    hang_on(note, facts, shelf)
    shelf.councils[facts["council"]].page.add_child(instance=note)
    posted, agreed = facts["date"], facts.get("position_date")
    if agreed and agreed > posted:
        add_version(note, owner, posted, position="", position_date=None)
    add_version(note, owner, max(posted, agreed or posted))
    return note


def note_from(facts: dict[str, Any], text: str, owner: Any) -> PracticeNotePage:
    return PracticeNotePage(
        title=facts["title"],
        slug=facts["ref"],
        ref=facts["ref"],
        owner=owner,
        summary=facts["summary"],
        status=facts["status"],
        audience=facts["audience"],
        first_published_at=at_nine(facts["date"]),
        **plain_facts(facts),
        **note_text(text, facts.get("thresholds", ())),
    )


def plain_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """The lines and days that the front matter states, by the name of the note's field."""
    return {
        one.name: facts[name]
        for one in SAID_IN_FILES
        for name in (one.name, *one.imported)
        if name in facts
    }


def hang_on(note: PracticeNotePage, facts: dict[str, Any], shelf: Shelf) -> None:
    """Topics, tags, sources in their numbered order, and councils that wrote with it."""
    note.topics.set([shelf.topics[slug] for slug in facts["topics"]])
    note.tags.add(*facts["tags"])
    note.co_authors.set([shelf.councils[slug] for slug in facts.get("co_authors", ())])
    for place, ref in enumerate(facts["sources"]):
        note.references.add(NoteReference(source=shelf.sources[ref], sort_order=place))


def add_version(note: PracticeNotePage, owner: Any, day: date, **before: Any) -> None:
    """A published version dated as the story has it; `before` holds what differed then."""
    moment = at_nine(day)
    version = Revision.objects.create(
        content_object=note,
        base_content_type=note.get_base_content_type(),
        user=owner,
        content=note.serializable_data() | before,
        object_str=str(note),
        created_at=moment,
    )
    log(note, "wagtail.publish", user=owner, revision=version, timestamp=moment)
    PracticeNotePage.objects.filter(pk=note.pk).update(
        live_revision=version,
        latest_revision=version,
        last_published_at=moment,
        latest_revision_created_at=moment,
    )


def at_nine(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


# The questions of the demonstration. `manage.py load_demo` alone reads them.

QUESTIONS = DATA / "demo" / "questions.yaml"


@transaction.atomic
def load_demo_questions(network: Network) -> None:
    """Those that are not there yet, with their answers."""
    people = {user.email: user for user in User.objects.select_related("council")}
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    there = set(Question.objects.values_list("title", flat=True))
    for told in yaml.safe_load(QUESTIONS.read_text(encoding="utf-8")):
        if told["title"] in there or told["by"] not in people:
            continue
        answers = [one for one in told.get("answers", ()) if one["by"] in people]
        question = Question(
            network=network, title=told["title"], detail=told.get("detail", ""),
            topic=topics.get(told["topic"]), **said(told, people),
            settled_at=timezone.now() if told.get("settled") else None,
        )  # fmt: skip
        question.save()
        for one in answers:
            QuestionAnswer.objects.create(question=question, text=one["text"], **said(one, people))
        question.save()  # search is told again, with the answers


def said(told: dict[str, Any], people: dict[str, User]) -> dict[str, Any]:
    who = people[told["by"]]
    at: datetime = timezone.now() - timedelta(days=told["days"])
    return {"by": who, "council": who.council, "at": at}


# Councils' words of the demonstration. `manage.py load_demo` alone reads them.

ADOPTIONS = DATA / "demo" / "adoptions.yaml"


@transaction.atomic
def load_demo_adoptions(network: Network) -> None:
    """Those that are not there yet, of people and notes that are."""
    people = {user.email: user for user in User.objects.exclude(council=None)}
    notes = {note.ref: note for note in PracticeNotePage.objects.live().exclude(ref="")}
    for told in yaml.safe_load(ADOPTIONS.read_text(encoding="utf-8")):
        note, who = notes.get(told["note"]), people.get(told["by"])
        if note is None or who is None or who.council_id == note.council_id:
            continue
        at = timezone.now() - timedelta(days=told["days"])
        Adoption.objects.get_or_create(
            note=note, council=who.council,
            defaults={"how": told["how"], "line": told["line"], "by": who, "at": at},
        )  # fmt: skip
