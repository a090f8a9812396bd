"""Everything a reader may see in order of change, so that a council can keep a copy."""

from collections.abc import Callable
from typing import Any

from hub import demonstration
from hub.access.audience import keys_of
from search.models import SearchEntry

LARGEST_REVISION = 2**62


def page_of_changes(
    reader: Any, after: int, size: int, absolute: Callable[[str], str]
) -> dict[str, Any]:
    """Entries changed after a revision. What went is told only to those who could see it."""
    audiences = keys_of(reader)
    after = min(max(after, 0), LARGEST_REVISION)
    later = SearchEntry.objects.here().filter(audience_key__in=audiences, revision__gt=after)
    visible = list(later.order_by("revision")[: size + 1])
    lost = _lost(audiences, after, size)
    changes = sorted([*visible, *lost], key=lambda entry: entry.revision)
    page = changes[:size]
    return {
        "entries": [_change(entry, audiences, absolute) for entry in page],
        "next_revision": page[-1].revision if page else after,
        "more": len(changes) > size,
    }


def _lost(audiences: frozenset[str], after: int, size: int) -> list[SearchEntry]:
    """Entries that this reader could see once and cannot see now."""
    others = SearchEntry.objects.filter(revision__gt=after).exclude(seen_by=[])
    others = others.exclude(gone=False, audience_key__in=audiences).order_by("revision")
    lost = []
    for entry in others.only("revision", "thing", "seen_by", "gone").iterator(chunk_size=500):
        if audiences & set(entry.seen_by):
            lost.append(entry)
            if len(lost) > size:
                break
    return lost


def _change(
    entry: SearchEntry, audiences: frozenset[str], absolute: Callable[[str], str]
) -> dict[str, Any]:
    gone = entry.gone or entry.audience_key not in audiences
    shown = SearchEntry() if gone else entry
    return {
        "revision": entry.revision,
        "gone": gone,
        "thing": entry.thing,
        "kind": shown.kind,
        "title": shown.title,
        "url": absolute(shown.url) if shown.url else "",
        "ref": shown.ref,
        "source_url": shown.source_url,
        "council": shown.council,
        "topics": shown.topics,
        "tags": shown.tags,
        "status": shown.status,
        "date": shown.date_as_known,
        "demonstration": demonstration.is_made_up(entry.kind),
        "summary": shown.summary,
        "body": shown.body,
    }
