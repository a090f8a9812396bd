"""Everything on a note's page that is the same for every reader."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

from practices.cites import with_cites
from practices.pointing import is_shown_with
from practices.rich_links import with_judged_links

FIELDS = ("what_we_did", "why", "what_came_of_it")


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
            for name in FIELDS
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
