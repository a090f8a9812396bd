"""Versions of a note: two texts compared word by word, and which versions a reader may see."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from html import escape
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Revision

from hub.access.audience import key_for, keys_of
from hub.jobs.jobs import published_revisions
from practices.models import PracticeNotePage
from practices.notes.fields import NOTE_FIELDS, TEXT_KINDS, Kind, NoteField, day_in_words
from practices.notes.rich_text import plain, plain_blocks
from practices.permissions import can_publish

WORDS = re.compile(r"\s+|[^\s\w]|\w+")
TAGS = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


class Sides(NamedTuple):
    """A line of both texts as safe markup: `<del>` on the left, `<ins>` on the right."""

    old: str
    new: str


def side_by_side(old: str, new: str) -> list[Sides]:
    """Line by line; inside lines that changed, word by word. Lines are matched first, so that two
    long texts cost little."""
    before, after = old.splitlines(), new.splitlines()
    rows: list[Sides] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += [Sides(escape(line), escape(line)) for line in before[a:b]]
        else:
            rows += changed_lines(before[a:b], after[c:d])
    return rows


def changed_lines(before: list[str], after: list[str]) -> Iterator[Sides]:
    for place in range(max(len(before), len(after))):
        old = before[place] if place < len(before) else ""
        new = after[place] if place < len(after) else ""
        yield word_by_word(old, new)


def word_by_word(old: str, new: str) -> Sides:
    words = [(kind, escape(text)) for kind, text in runs(old, new)]
    return Sides(
        "".join(TAGS[kind].format(text) for kind, text in words if kind != "new"),
        "".join(TAGS[kind].format(text) for kind, text in words if kind != "gone"),
    )


def marked(old: str, new: str) -> str:
    """One text as safe markup, with what was added and taken out since `old`."""
    return "".join(TAGS[kind].format(escape(text)) for kind, text in runs(old, new))


def runs(old: str, new: str) -> Iterator[tuple[str, str]]:
    """("same" | "gone" | "new", text) in reading order."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(before[a:b])
            continue
        if b > a:
            yield "gone", "".join(before[a:b])
        if d > c:
            yield "new", "".join(after[c:d])


# Earlier versions of a note: which a reader may see, what each changed, putting one back.

SHOWN = (*TEXT_KINDS, Kind.BLOCKS, Kind.CHOICE, Kind.DAY)  # lists are named, not shown


@dataclass(frozen=True)
class Version:
    """A published version as the list shows it."""

    pk: int
    at: Any
    by: str
    live: bool
    changed: tuple[str, ...]


@dataclass(frozen=True)
class FieldChange:
    label: str
    rows: list[tuple[SafeString, SafeString]]


def versions_for(note: PracticeNotePage, reader: Any) -> list[Revision]:
    """Published versions, newest first, that were open to this reader when they stood.

    A note that was the council's own and was then opened keeps its earlier words to the council.
    """
    published = Revision.objects.for_instance(note).filter(pk__in=published_revisions())
    found = published.select_related("user").order_by("-created_at", "-pk")
    held = keys_of(reader)
    return [one for one in found if key_then(one, note) in held]


def key_then(version: Revision, note: PracticeNotePage) -> str:
    council = note.council
    return key_for(
        version.content.get("audience", ""),
        network_id=council.network_id if council else None,
        council_id=council.pk if council else None,
    )


def listed(note: PracticeNotePage, versions: list[Revision]) -> list[Version]:
    """What the page of versions shows; each is compared with the one before it."""
    before = [*versions[1:], None]
    return [
        Version(
            pk=version.pk,
            at=version.created_at,
            by=version.user.name if version.user else "",
            live=version.pk == note.live_revision_id,
            changed=labels_changed(earlier, version) if earlier else (),
        )
        for version, earlier in zip(versions, before, strict=True)
    ]


def labels_changed(old: Revision, new: Revision) -> tuple[str, ...]:
    return tuple(
        str(one.label)
        for one in NOTE_FIELDS
        if bare(old.content.get(one.stored or one.name))
        != bare(new.content.get(one.stored or one.name))
    )


def bare(value: Any) -> Any:
    """A child row without its own number, which changes at each saving."""
    if isinstance(value, list):
        rows = [{k: v for k, v in row.items() if k != "pk"} if isinstance(row, dict) else row
                for row in value]  # fmt: skip
        return sorted(map(str, rows))
    return value


def compare(old: Revision, new: Revision) -> list[FieldChange]:
    """Each text that differs, side by side."""
    changes = []
    for one in NOTE_FIELDS:
        if one.kind not in SHOWN:
            continue
        before, after = text_of(old, one), text_of(new, one)
        if before != after:
            rows = side_by_side(before, after)
            safe = [(mark_safe(row.old), mark_safe(row.new)) for row in rows]  # noqa: S308
            changes.append(FieldChange(str(one.label), safe))
    return changes


def text_of(version: Revision, one: NoteField) -> str:
    """The field as readers saw it then."""
    value = version.content.get(one.name) or ""
    if one.kind is Kind.BLOCKS:
        return plain_blocks(json.loads(value) if isinstance(value, str) and value else value or [])
    if one.kind is Kind.RICH:
        return plain(str(value))
    if one.kind is Kind.CHOICE:
        choices = dict(PracticeNotePage._meta.get_field(one.name).flatchoices)
        return str(choices.get(value, value))
    if one.kind is Kind.DAY and value:
        return day_in_words(date.fromisoformat(str(value)))
    return str(value)


@transaction.atomic
def restore(note: PracticeNotePage, version: Revision, by: Any) -> bool:
    """Put an earlier version back as a new one. Returns whether it is live now.

    By somebody who may not publish it goes to the editors like any other change, and what is
    published stays until they approve.
    """
    draft = version.as_object()
    draft.slug = note.slug  # its words come back, not an address that others may have by now
    new = draft.save_revision(user=by, previous_revision=version, log_action="wagtail.revert")
    if can_publish(by, note):
        new.publish(user=by, previous_revision=version, skip_permission_checks=True)
        return True
    page = PracticeNotePage.objects.get(pk=note.pk)
    workflow = page.get_workflow()
    if workflow and not page.workflow_in_progress:
        workflow.start(page, by)
    return False
