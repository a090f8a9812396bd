"""What this room puts on the home page: the newest notes, and the topics with their councils."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.audience import level_keys_of
from hub.front_door import News, TopicTile
from hub.written import Written
from network.councils.models import Council
from practices.models import PracticeNotePage, Topic


def newest_notes(user: Any, at_most: int) -> Iterator[News]:
    """The latest notes this person may read, as lines of the home page."""
    lines = _newest(at_most).rows(keys=level_keys_of(user))
    which = networks_named(user, lines)
    for note in lines:
        line = as_news(note)
        yield replace(line, facts=(*line.facts, which.get(note.council_id, "")))


def networks_named(user: Any, notes: Sequence[PracticeNotePage]) -> dict[int | None, str]:
    """The network of each note's council, for a reader who is in several; else nothing."""
    if not user.is_authenticated or not user.which_network(user.network):
        return {}
    councils = Council.objects.filter(pk__in={note.council_id for note in notes})
    return dict(councils.values_list("pk", "network__name"))


@lru_cache(maxsize=8)
def _newest(at_most: int) -> Written:
    return Written(
        lambda keys: PracticeNotePage.objects.filter(
            pk__in=PracticeNotePage.objects.held_by(keys).newest_ids()[:at_most]
        ).as_rows()
    )


def shelf_of_council(user: Any, council: Council) -> Iterator[News]:
    """All notes of a council that this person may read, for the council's page."""
    notes = PracticeNotePage.objects.visible_to(user).filter(council=council)
    for note in notes.select_related("council").prefetch_related("topics"):
        yield replace(as_news(note), topics=tuple(topic.name for topic in note.topics.all()))


def feed_of_council(council: Council) -> str:
    """Where a feed reader finds what this council has shared with everyone."""
    return reverse("practices:feed_council", args=[council.slug])


def notes_by_council(user: Any) -> dict[str, int]:
    """How many notes of each council this person may read, by the council's slug."""
    notes = PracticeNotePage.objects.visible_to(user).filter(council__isnull=False)
    counted = notes.order_by().values_list("council__slug").annotate(count=Count("pk"))
    return dict(counted)


def as_news(note: PracticeNotePage) -> News:
    """A note as a line of a list."""
    day = day_of(note)
    return News(
        kind="note",
        kind_label=_("Practice note"),
        title=note.title,
        url=note.address,
        day=day,
        text=note.summary,
        council_name=note.council.short_name if note.council else "",
        council_slug=note.council.slug if note.council else "",
        stage=note.status,
        stage_label=note.get_status_display(),
        facts=(date_format(day, "j F Y"),),
    )


def day_of(note: PracticeNotePage) -> date:
    """The London day a note was last published; a note without one counts as the oldest."""
    moment = note.last_published_at
    return timezone.localtime(moment).date() if moment else date.min


def _notes_by_topic(keys: Collection[str]) -> QuerySet[Any, Any]:
    """Topic, council and number of notes, in one pass over the notes."""
    filed = PracticeNotePage.topics.through.objects.filter(  # type: ignore[attr-defined]
        practicenotepage__live=True, practicenotepage__audience_key__in=keys
    )
    pairs = filed.order_by().values("topic_id", "practicenotepage__council_id")
    return pairs.annotate(notes=Count("pk")).values_list(
        "topic_id", "practicenotepage__council_id", "notes"
    )


NOTES_BY_TOPIC = Written(_notes_by_topic)
TOPICS = Written(lambda: Topic.objects.all())


def topics_with_councils(user: Any) -> Iterator[TopicTile]:
    """Every topic with the notes this person can see, and how many councils of hers wrote them."""
    table = Council.objects.filter(network__isnull=False)
    if user.is_authenticated and user.network:
        table = table.filter(network=user.network)
    of = table.count()
    notes: Counter[int] = Counter()
    councils: Counter[int] = Counter()
    for topic_id, council_id, number in NOTES_BY_TOPIC.rows(keys=level_keys_of(user)):
        notes[topic_id] += number
        councils[topic_id] += council_id is not None
    for topic in TOPICS.rows():
        yield TopicTile(
            name=topic.name,
            url=topic.get_absolute_url(),
            text=topic.what_it_is,
            notes=notes[topic.pk],
            councils=min(councils[topic.pk], of),
            of=of,
        )
