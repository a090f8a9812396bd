"""Everything on a note's page that is the same for every reader."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import expand_db_html

from hub.access.audience import holds
from hub.cache import cached
from network.councils.changes import ending
from network.escalations.permissions import may_raise
from practices.notes.fields import RICH_NAMES, facts_of
from practices.notes.references import is_shown_with
from practices.notes.rich_links import with_judged_links
from practices.notes.rich_text import with_cites
from practices.permissions import can_edit


@dataclass(frozen=True)
class CitedSource:
    number: int
    title: str
    publisher: str
    detail: str
    url: str
    page: str
    published: str
    standing: str
    standing_label: str


@dataclass(frozen=True)
class NoteParts:
    sections: dict[str, SafeString]
    blocks: SafeString
    topics: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...]
    co_authors: tuple[tuple[str, str], ...]
    sources: tuple[CitedSource, ...]
    files: tuple[dict[str, Any], ...]
    thresholds: tuple[dict[str, Any], ...]


def parts_of(note: Any) -> NoteParts:
    """The parts of the note in hand, worked out once for this object."""
    parts = note.__dict__.get("_parts")
    if parts is None:
        parts = note.__dict__["_parts"] = work_out(note)
    return parts


def work_out(note: Any) -> NoteParts:
    references = list(note.references.all().select_related("source"))
    return NoteParts(
        sections={
            name: with_cites(
                with_judged_links(expand_db_html(getattr(note, name))), len(references)
            )
            for name in RICH_NAMES
        },
        blocks=with_cites(
            with_judged_links(
                "".join(block.render() for block in note.body if may_be_shown(note, block))
            ),
            len(references),
        ),
        topics=tuple((topic.name, topic.get_absolute_url()) for topic in note.topics.all()),
        tags=tuple((tag.name, tag.slug) for tag in note.tags.all()),
        co_authors=tuple((one.short_name, one.slug) for one in note.co_authors.all()),
        sources=tuple(map(cited, range(1, len(references) + 1), references)),
        files=tuple(
            file_facts(one)
            for one in note.attachments.all().select_related("document")
            if is_shown_with(note, one.document)
        ),
        thresholds=tuple(
            block["value"] for block in note.body.raw_data if block["type"] == "threshold"
        ),
    )


def may_be_shown(note: Any, block: Any) -> bool:
    """A block that shows a file does so only where the note may show that file."""
    held = {"download": "document", "figure": "image"}.get(block.block_type)
    return held is None or is_shown_with(note, block.value.get(held))


def cited(number: int, reference: Any) -> CitedSource:
    source = reference.source
    return CitedSource(
        number=number,
        title=source.title,
        publisher=source.publisher,
        detail=reference.detail,
        url=source.url,
        page=source.get_absolute_url(),
        published=source.published_words,
        standing=source.standing(),
        standing_label=source.standing_words,
    )


def file_facts(attachment: Any) -> dict[str, Any]:
    document = attachment.document
    return {
        "title": document.title,
        "url": document.url,
        "about": attachment.about,
        "kind": document.file_extension.upper(),
        "bytes": document.file_size,
    }


SHOWN_ON_NOTES = ("practices", "councils", "people")  # rooms whose words stand on a note's page

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
    return {
        "note": note,
        "council": note.council,
        "body_html": fragment(note, "practices/note_body.html", member, may_edit),
        "facts_html": fragment(note, "practices/note_facts.html", member, may_edit, raises),
        "owned": note.owner_id is not None and note.owner_id == reader.pk,
        "past_review": note.is_past_review(),
        "ended": ended(note.council),
    }


def printed(note: Any) -> dict[str, Any]:
    """What the version to print shows besides."""
    return {"parts": parts_of(note), "facts": facts_of(note)}


def ended(council: Any) -> str:
    """That its council has ended and who carries its work on; empty while it lives."""
    today = timezone.localdate()
    return ending(council, today) if council and council.has_ended(today) else ""


def fragment(
    note: Any, template: str, member: bool, may_edit: bool, raises: bool = False
) -> SafeString:
    """A part of the page that is the same for all with the same rights: strangers, members, leads, editors."""

    def render() -> SafeString:
        context = fragment_context(note, member, may_edit) | {"may_raise": raises}
        return render_to_string(template, context)

    if not note.is_as_published:  # a draft or a preview: its words are nobody else's
        return render()
    key = (note.pk, template, member, may_edit, raises)
    return cached("note part", key, SHOWN_ON_NOTES, render)


def fragment_context(note: Any, member: bool, may_edit: bool) -> dict[str, Any]:
    parts = parts_of(note)
    return {
        "note": note,
        "council": note.council,
        "parts": parts,
        "sections": sections_of(note, parts.sections),
        "changed_later": changed_later(note),
        "facts": facts_of(note),
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
