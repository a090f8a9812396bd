"""Sources as lines of a text box, and back."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import slugify

from hub.access.audience import NOBODY, Level, key_for
from practices.models import PracticeNotePage, Source

ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)


def lines_of(note: PracticeNotePage) -> str:
    """One line a source, in the order of their numbers."""
    return "\n".join(line_of(reference.source) for reference in note.references.all())


def line_of(source: Source) -> str:
    return f"{source.title} {source.url}".strip()


def sources_from(text: str) -> tuple[list[Source], list[str]]:
    """The sources that the lines name, new ones made but not saved; and lines that name none."""
    found: list[Source] = []
    unknown: list[str] = []
    for line in (" ".join(line.split()) for line in text.splitlines()):
        source = source_of(line) if line else None
        if source and source.ref not in [held.ref for held in found]:
            found.append(source)
        elif line and source is None:
            unknown.append(line)
    return found, unknown


def source_of(line: str) -> Source | None:
    """By address, short name or title; a title with a new address is a new source."""
    match = ADDRESS.search(line)
    if match:
        known = Source.objects.filter(url=match[0]).first()
        return known or new_source(line[: match.start()].strip(" ,;:|–-"), match[0])
    named = Source.objects.filter(ref=line) | Source.objects.filter(title__iexact=line)
    return named.first()


def new_source(title: str, address: str) -> Source | None:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return None
    if not title or len(address) > 600:
        return None
    ref = slugify(title)[:70] or "source"
    taken = set(Source.objects.filter(ref__startswith=ref).values_list("ref", flat=True))
    free = next(
        r for r in (ref, *(f"{ref}-{n}" for n in range(2, len(taken) + 3))) if r not in taken
    )
    return Source(ref=free, title=title[:300], url=address)


def kept(sources: Iterable[Source], council: Any) -> list[Source]:
    """Save those that are new, for this council's eyes until a note that cites them is published."""
    held = list(sources)
    for source in held:
        if source.pk is None:
            source.audience_key = f"council:{council.pk}" if council else NOBODY
            source.save()
    return held


def open_sources(note: PracticeNotePage) -> None:
    """A published note's new sources become as visible as the note; none becomes less so."""
    wider = {f"council:{note.council_id}"}
    if note.audience == Level.PUBLIC:
        wider |= note_keys(note)
    elif note.audience == Level.ADASS:
        wider.add(key_for(Level.NETWORK, **owners(note)))
    for reference in note.references.select_related("source"):
        source = reference.source
        if source.audience_key in wider and source.audience_key != note.audience_key:
            source.audience_key = note.audience_key
            source.save(update_fields=["audience_key"])


def owners(note: PracticeNotePage) -> dict[str, int | None]:
    council = note.council
    return {
        "network_id": council.network_id if council else None,
        "council_id": council.pk if council else None,
    }


def note_keys(note: PracticeNotePage) -> set[str]:
    return {key_for(level, **owners(note)) for level in Level.values if level != Level.PUBLIC}
