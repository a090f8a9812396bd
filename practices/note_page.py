"""What the page of a note shows this reader."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.audience import keys_of
from practices.note_parts import parts_of
from practices.permissions import can_edit
from practices.related import related_to

HEADINGS = {
    "what_we_did": (_("What we did"), _("What we think of doing")),
    "why": (_("Why"), _("Why")),
    "what_came_of_it": (_("What came of it"), _("What could come of it")),
}


def note_context(note: Any, request: HttpRequest) -> dict[str, Any]:
    """Parts that all share, and what depends on who asks."""
    reader = request.user
    parts = parts_of(note)
    return {
        "note": note,
        "parts": parts,
        "sections": sections_of(note, parts.sections),
        "council": note.council,
        "member": reader.is_authenticated,
        "owned": note.owner_id is not None and note.owner_id == reader.pk,
        "may_edit": can_edit(reader, note),
        "past_review": note.is_past_review(),
        "changed_later": changed_later(note),
        "related": related_to(note, reader),
    }


def sections_of(note: Any, texts: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """The template's sections that say something, with the heading that fits an idea."""
    idea = int(note.status == "idea")
    return [(name, HEADINGS[name][idea], text) for name, text in texts.items() if text]


def changed_later(note: Any) -> bool:
    first, last = note.first_published_at, note.last_published_at
    return bool(first and last and last.date() > first.date())


def may_read(note: Any, reader: Any) -> bool:
    """The rule of `visible_to` for a note that is in hand already."""
    return note.live and note.audience_key in keys_of(reader)
