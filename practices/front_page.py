"""What this room puts on the home page: the newest notes, and the topics with their councils."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.front_door import News, TopicTile
from network.councils.models import Council
from practices.models import PracticeNotePage, Topic


def newest_notes(user: Any, at_most: int) -> Iterator[News]:
    """The latest notes this person may read, as lines of the home page."""
    notes = PracticeNotePage.objects.visible_to(user).select_related("council")
    yield from map(as_news, notes.order_by("-last_published_at", "-pk")[:at_most])


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


def topics_with_councils(user: Any) -> Iterator[TopicTile]:
    """Every topic with the notes this person can see, and how many councils of hers wrote them."""
    visible = Q(notes__in=PracticeNotePage.objects.visible_to(user))
    topics = Topic.objects.annotate(
        note_count=Count("notes", filter=visible, distinct=True),
        council_count=Count("notes__council", filter=visible, distinct=True),
    )
    table = Council.objects.filter(network__isnull=False)
    if user.is_authenticated and user.network:
        table = table.filter(network=user.network)
    of = table.count()
    for topic in topics:
        yield TopicTile(
            name=topic.name,
            url=topic.get_absolute_url(),
            text=topic.what_it_is,
            notes=topic.note_count,
            councils=min(topic.council_count, of),
            of=of,
        )
