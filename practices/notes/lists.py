"""Notes as rows of a list, ready for components/entry.html."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.access.audience import level_keys_of
from hub.cache import cached
from hub.ui.entry import Entry
from network.councils.handover import with_left_to
from network.councils.models import Council
from practices.models import PracticeNotePage, Topic
from practices.notes.querysets import PracticeNoteQuerySet

T = TypeVar("T")
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
class TopicCount:
    """A topic of a list, to narrow it by."""

    name: str
    slug: str
    notes: int
    chosen: bool = False


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
    keys = sorted(level_keys_of(user))
    named = user.is_authenticated and bool(user.which_network(user.network))
    lines = cached(
        "newest notes", (keys, at_most, named), ("practices", "councils"),
        lambda: list(lines_of(keys, at_most, named)),
    )  # fmt: skip
    yield from lines


def lines_of(keys: Collection[str], at_most: int, named: bool) -> Iterator[Entry]:
    """The newest notes with one of these keys; `named` adds the network of each note's council."""
    newest = PracticeNotePage.objects.held_by(keys).newest_ids()[:at_most]
    notes = list(PracticeNotePage.objects.filter(pk__in=newest).as_rows())
    which = {}
    if named:
        councils = Council.objects.filter(pk__in={note.council_id for note in notes})
        which = dict(councils.values_list("pk", "network__name"))
    for note in notes:
        line = as_entry(note)
        yield replace(line, facts=(*line.facts, which.get(note.council_id, "")))


def notes_of_council(
    request: HttpRequest, council: Council
) -> tuple[list[Entry], Page, list[TopicCount]]:
    """A page of a council's notes that this reader may see, newest first, and all their topics.

    With those of councils that left theirs to it; only these say whose they are. `?topic=` narrows
    by the slug of a topic.
    """
    keys = sorted(level_keys_of(request.user))
    whose = sorted(one.pk for one in with_left_to([council]))
    topics = cached(
        "topics of council", (keys, whose), ("practices",), lambda: topics_of_council(keys, whose)
    )
    chosen = next((one.slug for one in topics if one.slug == request.GET.get("topic")), "")

    def notes() -> PracticeNoteQuerySet:
        found = PracticeNotePage.objects.held_by(keys).filter(council__in=whose)
        return found.filter(topics__slug=chosen) if chosen else found

    def line(note: PracticeNotePage) -> Entry:
        entry = replace(as_entry(note), topics=tuple(topic.name for topic in note.topics.all()))
        return replace(entry, council_name="") if note.council_id == council.pk else entry

    def lines(page: Page) -> list[Entry]:
        shown = PracticeNotePage.objects.filter(pk__in=page_ids(notes(), page)).as_rows()
        return [line(note) for note in shown.prefetch_related("topics")]

    key = (keys, council.pk, whose, chosen)
    rows, page = cached_page(request, "notes of council", key, notes, lines)
    return rows, page, [replace(one, chosen=one.slug == chosen) for one in topics]


def topics_of_council(keys: Collection[str], councils: Collection[int]) -> list[TopicCount]:
    """The topics of councils' notes with how many notes each has, the fullest first."""
    counted = (
        PracticeNotePage.topics.through.objects.filter(  # type: ignore[attr-defined]
            practicenotepage__live=True, practicenotepage__audience_key__in=keys,
            practicenotepage__council__in=councils,
        )
        .order_by()
        .values("topic__name", "topic__slug")
        .annotate(notes=Count("pk"))
    )  # fmt: skip
    rows = [TopicCount(one["topic__name"], one["topic__slug"], one["notes"]) for one in counted]
    return sorted(rows, key=lambda one: (-one.notes, one.name))


def page_ids(notes: PracticeNoteQuerySet, page: Page) -> list[int]:
    """Numbers of the notes of a page, newest first; the sort reads no text of a note."""
    first = page.start_index() - 1 if page.paginator.count else 0
    last = page.end_index()
    return list(notes.newest_ids().values_list("pk", flat=True)[first:last])


def cached_page(
    request: HttpRequest,
    name: str,
    key: Any,
    notes: Callable[[], PracticeNoteQuerySet],
    rows: Callable[[Page], T],
) -> tuple[T, Page]:
    """The rows of the page that the address asks for, and the page without its notes."""
    rooms = ("practices", "councils", "people")
    count = cached(f"{name}: count", key, rooms, lambda: notes().count())
    page = page_of(request, range(count))
    return cached(name, (key, page.number), rooms, lambda: rows(page)), page


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


def notes_by_topic(keys: Collection[str]) -> QuerySet[Any, Any]:
    """Topic, council and number of notes, in one pass over the notes."""
    filed = PracticeNotePage.topics.through.objects.filter(  # type: ignore[attr-defined]
        practicenotepage__live=True, practicenotepage__audience_key__in=keys
    )
    pairs = filed.order_by().values("topic_id", "practicenotepage__council_id")
    return pairs.annotate(notes=Count("pk")).values_list(
        "topic_id", "practicenotepage__council_id", "notes"
    )


def topics_with_councils(user: Any) -> list[TopicTile]:
    """Every topic with the notes this person can see, and how many of their network's councils wrote them."""
    keys = sorted(level_keys_of(user))
    network = user.network.pk if user.is_authenticated and user.network else None
    return cached(
        "topics", (keys, network), ("practices", "councils"), lambda: list(tiles(keys, network))
    )


def tiles(keys: Collection[str], network: int | None) -> Iterator[TopicTile]:
    table = Council.objects.filter(network__isnull=False)
    of = (table.filter(network=network) if network else table).count()
    notes: Counter[int] = Counter()
    councils: Counter[int] = Counter()
    for topic_id, council_id, number in notes_by_topic(keys):
        notes[topic_id] += number
        councils[topic_id] += council_id is not None
    for topic in Topic.objects.all():
        yield TopicTile(
            name=topic.name,
            url=topic.get_absolute_url(),
            text=topic.what_it_is,
            notes=notes[topic.pk],
            councils=min(councils[topic.pk], of),
            of=of,
        )
