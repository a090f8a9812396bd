"""What the page of a note shows this reader."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hub.audience import holds
from hub.later import later
from network.escalations.permissions import may_raise
from practices.note_parts import parts_of
from practices.permissions import can_edit
from practices.related import related_to

elsewhere = later("practices.adoptions.elsewhere", "elsewhere")
may_adopt = later("practices.adoptions.elsewhere", "may_adopt")

HEADINGS = {
    "what_we_did": (_("What we did"), _("What we think of doing")),
    "why": (_("Why"), _("Why")),
    "what_came_of_it": (_("What came of it"), _("What could come of it")),
}


def note_context(note: Any, request: HttpRequest) -> dict[str, Any]:
    """Parts that all share, and what depends on who asks."""
    reader = request.user
    member, may_edit = reader.is_authenticated, can_edit(reader, note)
    raises = may_raise(reader, note.council.network if note.council else None)
    others = elsewhere(note, reader) if member else ()
    own = getattr(reader, "council_id", None)
    return {
        "note": note,
        "council": note.council,
        "parts": parts_of(note),
        "body_html": fragment(note, "practices/note_body.html", member, may_edit),
        "facts_html": fragment(note, "practices/note_facts.html", member, may_edit, raises),
        "owned": note.owner_id is not None and note.owner_id == reader.pk,
        "past_review": note.is_past_review(),
        "related": related_to(note, reader),
        "elsewhere": others,
        "may_adopt": may_adopt(reader, note),
        "own_council": own,
        "has_said": own in {one.council_id for one in others},
    }


def fragment(
    note: Any, template: str, member: bool, may_edit: bool, raises: bool = False
) -> SafeString:
    """A part of the page that is the same for all with the same rights: strangers, members, leads, editors.

    Rendered once for this object; kept_notes hands out the same object for a minute.
    """
    made = note.__dict__.setdefault("_fragments", {})
    key = (template, member, may_edit, raises)
    if key not in made:
        context = fragment_context(note, member, may_edit) | {"may_raise": raises}
        made[key] = render_to_string(template, context)
    return made[key]


def fragment_context(note: Any, member: bool, may_edit: bool) -> dict[str, Any]:
    parts = parts_of(note)
    return {
        "note": note,
        "council": note.council,
        "parts": parts,
        "sections": sections_of(note, parts.sections),
        "changed_later": changed_later(note),
        "member": member,
        "may_edit": may_edit,
    }


def sections_of(note: Any, texts: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """The template's sections that say something, with the heading that fits an idea."""
    idea = int(note.status == "idea")
    return [(name, HEADINGS[name][idea], text) for name, text in texts.items() if text]


def changed_later(note: Any) -> bool:
    first, last = note.first_published_at, note.last_published_at
    return bool(first and last and last.date() > first.date())


def may_read(note: Any, reader: Any) -> bool:
    """The rule of `visible_to` for a note that is in hand already."""
    return note.live and holds(reader, note.audience_key)
