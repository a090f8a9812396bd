"""Notes as rows of a list, ready for components/entry.html."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.access.audience import level_keys_of
from hub.ui.entry import Entry
from hub.written import Written
from network.councils.models import Council
from practices.models import PracticeNotePage, Topic

ROWS_A_PAGE = 20


@dataclass(frozen=True)
class NoteRow:
    """What a reader needs to decide whether to open a note."""

    title: str
    url: str
    text: str
    council_name: str
    council_slug: str
    stage: str
    stage_label: str
    facts: tuple[str, ...]
    due: str


@dataclass(frozen=True)
class TopicTile:
    """A topic with how many notes this reader can see, and from how many councils."""

    name: str
    url: str
    text: str
    notes: int
    councils: int
    of: int


def row_of(note: PracticeNotePage) -> NoteRow:
    return NoteRow(
        title=note.title,
        url=note.address,
        text=note.summary,
        council_name=note.council.short_name if note.council else "",
        council_slug=note.council.slug if note.council else "",
        stage=note.status,
        stage_label=str(note.get_status_display()),
        facts=(date_format(note.last_published_at, "j F Y"),) if note.last_published_at else (),
        due=_("Due for review") if note.is_past_review() else "",
    )


def rows_of(notes: Iterable[PracticeNotePage]) -> list[NoteRow]:
    return [row_of(note) for note in notes]


def newest(notes: Any) -> Any:
    """The notes in the order lists show them, with what a row needs."""
    return notes.select_related("council").order_by("-last_published_at", "-pk")


def page_of(
    request: HttpRequest, things: Any, size: int = ROWS_A_PAGE, count: int | None = None
) -> Page:
    """The page the address asks for; an odd number gives the first or the last page.

    `count` is how many there are, where the caller has counted them already.
    """
    paginator = Paginator(things, size)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get("page"))


# What this room puts on the home page: the newest notes, and the topics with their councils.


def newest_notes(user: Any, at_most: int) -> Iterator[Entry]:
    """The latest notes this person may read, as lines of the home page."""
    lines = _newest(at_most).rows(keys=level_keys_of(user))
    which = networks_named(user, lines)
    for note in lines:
        line = as_entry(note)
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


def notes_of_council(user: Any, council: Council) -> Iterator[Entry]:
    """All notes of a council that this person may read, for the council's page."""
    notes = PracticeNotePage.objects.visible_to(user).filter(council=council)
    for note in notes.select_related("council").prefetch_related("topics"):
        yield replace(as_entry(note), topics=tuple(topic.name for topic in note.topics.all()))


def feed_of_council(council: Council) -> str:
    """Where a feed reader finds what this council has shared with everyone."""
    return reverse("practices:feed_council", args=[council.slug])


def notes_by_council(user: Any) -> dict[str, int]:
    """How many notes of each council this person may read, by the council's slug."""
    notes = PracticeNotePage.objects.visible_to(user).filter(council__isnull=False)
    counted = notes.order_by().values_list("council__slug").annotate(count=Count("pk"))
    return dict(counted)


def as_entry(note: PracticeNotePage) -> Entry:
    """A note as a line of a list."""
    day = day_of(note)
    return Entry(
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
    """Every topic with the notes this person can see, and how many of their network's councils wrote them."""
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
