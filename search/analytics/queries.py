"""What people look for and where they click, without who: by query and day, kept for 90 days."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, QuerySet, Sum

from search.analytics import counters
from search.analytics.counters import Tally
from search.models import AskedFor, ClickedOn
from search.query import words
from search.service import Results

LONGEST = 200
LAST_PLACE = 1000


class Put(NamedTuple):
    """A query as it was put. `found` is 0 when its reader got nothing, else 1: how much others
    may see is theirs alone."""

    text: str
    found: int
    corrected: str


def note(results: Results) -> None:
    """Count a query of the search page."""
    text = plain(results.query.text)
    if text and results.query.page == 1:
        asked.count(Put(text, min(results.total, 1), _corrected(results)[:LONGEST]))


def _corrected(results: Results) -> str:
    read = results.understood
    return read.corrected_text if read.corrections else ""


def note_click(text: str, place: int) -> None:
    """Count that the result at this place (1 is the first) was opened."""
    text = plain(text)
    if text and 1 <= place <= LAST_PLACE:
        clicked.count((text, place))


def plain(text: str) -> str:
    """A query as it is counted: small letters, single spaces."""
    return " ".join(text.lower().split())[:LONGEST]


def _write_asked(day: date, counted: Mapping[Put, int]) -> None:
    for put, times in counted.items():
        key = {"day": day, "text": put.text}
        counters.add(AskedFor.objects.all(), times, key, found=put.found, corrected=put.corrected)


def _write_clicked(day: date, counted: Mapping[tuple[str, int], int]) -> None:
    for (text, place), times in counted.items():
        counters.add(ClickedOn.objects.all(), times, {"day": day, "text": text, "place": place})


asked = Tally(_write_asked)
clicked = Tally(_write_clicked)


def most_asked(most: int = 50) -> list[dict[str, Any]]:
    """Queries by how often they were put, with how often a result was opened, and which most."""
    rows = list(_by_text(AskedFor.objects.all())[:most])
    opened = _opened([row["text"] for row in rows])
    for row in rows:
        places = opened.get(row["text"], Counter())
        row["opened"] = places.total()
        row["place"] = min(places, key=lambda place: (-places[place], place), default=None)
    return rows


def most_missed(most: int = 50) -> list[dict[str, Any]]:
    """Queries that found nothing."""
    return list(_by_text(AskedFor.objects.filter(found=0))[:most])


def _by_text(rows: QuerySet[AskedFor]) -> Any:
    return rows.values("text").annotate(n=Sum("times"), days=Count("day")).order_by("-n", "text")


def _opened(texts: list[str]) -> dict[str, Counter[int]]:
    opened: dict[str, Counter[int]] = {}
    rows = ClickedOn.objects.filter(text__in=texts).values_list("text", "place")
    for text, place, times in rows.annotate(n=Sum("times")):
        opened.setdefault(text, Counter())[place] = times
    return opened


def most_used_words(most: int = 30) -> list[tuple[str, int]]:
    """Words of all queries by how often they were put, stop words left out."""
    used: Counter[str] = Counter()
    for text, times in AskedFor.objects.values_list("text").annotate(n=Sum("times")):
        for word in set(words.split(text)) - words.STOP_WORDS:
            used[word] += times
    return used.most_common(most)


def corrections(most: int = 30) -> list[Any]:
    """Queries that were read in another spelling. Whose words those are is the caller's question."""
    rows = AskedFor.objects.exclude(corrected="").exclude(corrected=F("text"))
    found = rows.values("text", "corrected").annotate(n=Sum("times"), last=Max("day"))
    return list(found.order_by("-n", "text")[:most])


def clicks_by_place(most: int = 10) -> list[tuple[int, int]]:
    """How often the first, second, … result was opened."""
    rows = ClickedOn.objects.values_list("place").annotate(n=Sum("times")).order_by("place")
    return list(rows[:most])


def forget_old() -> int:
    """Delete what is older than is kept."""
    return counters.forget_old(AskedFor, ClickedOn)
