"""A note's fields as lines that a person can compare."""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from practices.models import PracticeNotePage
from practices.notes.fields import NOTE_FIELDS, Kind, NoteField, in_words
from practices.notes.references import is_shown_with
from practices.notes.rich_text import plain_blocks
from practices.notes.versions import marked
from practices.posting.markup import to_text
from practices.sources.citations import lines_of


def files_of(note: PracticeNotePage) -> str:
    held = (one.document for one in note.attachments.all())
    return ", ".join(document.title for document in held if is_shown_with(note, document))


WORDS_OF: dict[Kind, Callable[[PracticeNotePage, NoteField], str]] = {
    Kind.RICH: lambda note, field: to_text(getattr(note, field.name)),
    Kind.BLOCKS: lambda note, field: plain_blocks(getattr(note, field.name).raw_data),
    Kind.SET: lambda note, field: ", ".join(map(str, getattr(note, field.name).all())),
    Kind.NAMES: lambda note, field: ", ".join(map(str, getattr(note, field.name).all())),
    Kind.SOURCES: lambda note, _field: lines_of(note),
    Kind.FILES: lambda note, _field: files_of(note),
}


def told(note: PracticeNotePage) -> dict[str, str]:
    """Field → its words."""
    return {one.name: WORDS_OF.get(one.kind, in_words)(note, one) for one in NOTE_FIELDS}


def differences(old: PracticeNotePage | None, new: PracticeNotePage) -> list[dict[str, Any]]:
    """Rows of what changed; with no old note, every field that says something."""
    before = told(old) if old else {}
    after = told(new)
    return [
        {
            "field": one.name,
            "label": one.label,
            "before": before.get(one.name, ""),
            "after": after[one.name],
            "marked": since(before.get(one.name, ""), after[one.name]) if old else after[one.name],
        }
        for one in NOTE_FIELDS
        if after[one.name] != before.get(one.name, "")
    ]


def since(old: str, new: str) -> SafeString:
    return mark_safe(marked(old, new))  # noqa: S308  # every word is escaped there
