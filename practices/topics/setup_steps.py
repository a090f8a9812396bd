"""What a new network starts with: its first topics and a shelf of published sources.

Both loads may be run again. They add what is missing and leave alone what is there, so that
nothing the chair has edited is overwritten.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from hub import part_dates
from hub.search_registry import changed_many
from practices.models import Source, Topic

DATA = Path(__file__).parents[1] / "data"
TOPICS_FILE = DATA / "topics.yaml"
SOURCES_FILE = DATA / "practice-digests.jsonl"


def start_topics_and_sources(network: Any) -> None:
    """The step of `create_network`."""
    add_missing_topics()
    add_missing_sources()


@transaction.atomic
def add_missing_topics() -> int:
    """Make the topics of topics.yaml that are not there. Returns how many were made."""
    rows = yaml.safe_load(TOPICS_FILE.read_text(encoding="utf-8"))["topics"]
    there = set(Topic.objects.values_list("slug", flat=True))
    made = [topic_from(row, place) for place, row in enumerate(rows) if row["slug"] not in there]
    Topic.objects.bulk_create(made)
    changed_many(made)
    return len(made)


def topic_from(row: dict[str, Any], place: int) -> Topic:
    return Topic(
        slug=row["slug"],
        name=row["name"],
        what_it_is=row["what_it_is"].strip(),
        why_hard=row.get("why_hard", "").strip(),
        shown_first=row.get("card", False),
        covers="\n".join(row.get("covers", ())),
        synonyms="\n".join(row.get("synonyms", ())),
        old_slugs="\n".join(row.get("old_slugs", ())),
        order=(place + 1) * 10,
    )


@transaction.atomic
def add_missing_sources() -> int:
    """Make the sources of practice-digests.jsonl that are not there, and tell search once."""
    rows = [json.loads(line) for line in SOURCES_FILE.read_text(encoding="utf-8").splitlines()]
    there = set(Source.objects.values_list("ref", flat=True))
    rows = [row for row in rows if row["id"] not in there]
    made = Source.objects.bulk_create([source_from(row) for row in rows])
    give_topics(made, rows)
    changed_many(made)
    return len(made)


def source_from(row: dict[str, Any]) -> Source:
    published, known = part_dates.read(row["date"]) if "date" in row else (None, part_dates.DAY)
    return Source(
        ref=row["id"],
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        published=published,
        published_known=known,
        valid_until=date.fromisoformat(row["valid_until"]) if "valid_until" in row else None,
        in_force=row.get("in_force", False),
        digest=row["text"],
    )


def give_topics(sources: list[Source], rows: list[dict[str, Any]]) -> None:
    """Link each source to the topics that cover its words; a word no topic covers is left out."""
    covers = topics_by_word()
    links = {
        (source.pk, covers[word])
        for source, row in zip(sources, rows, strict=True)
        for word in row["topics"]
        if word in covers
    }
    through = Source.topics.through
    through.objects.bulk_create(
        through(source_id=source, topic_id=topic) for source, topic in sorted(links)
    )


def topics_by_word() -> dict[str, int]:
    """The topic each imported topic word belongs to: its slug, or a word it covers."""
    words: dict[str, int] = {}
    for topic in Topic.objects.all():
        for word in [topic.slug, *topic.covers.split()]:
            words.setdefault(word, topic.pk)
    return words
