"""A note's fields as lines that a person can compare."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from practices.models import PracticeNotePage
from practices.notes.references import is_shown_with
from practices.notes.rich_text import plain_blocks
from practices.notes.versions import marked
from practices.posting.markup import to_text
from practices.sources.citations import lines_of


def day(value: Any) -> str:
    return f"{value:%-d %B %Y}" if value else ""


def files_of(note: PracticeNotePage) -> str:
    held = (one.document for one in note.attachments.all())
    return ", ".join(document.title for document in held if is_shown_with(note, document))


READ = (
    ("title", _("Title"), lambda note: note.title),
    ("summary", _("Summary"), lambda note: note.summary),
    ("what_we_did", _("What we did"), lambda note: to_text(note.what_we_did)),
    ("why", _("Why"), lambda note: to_text(note.why)),
    ("what_came_of_it", _("What came of it"), lambda note: to_text(note.what_came_of_it)),
    ("body", _("Further parts"), lambda note: plain_blocks(note.body.raw_data)),
    ("position", _("Our position"), lambda note: note.position),
    ("position_date", _("Position since"), lambda note: day(note.position_date)),
    ("status", _("Status"), lambda note: note.get_status_display()),
    ("topics", _("Topics"), lambda note: ", ".join(t.name for t in note.topics.all())),
    ("tags", _("Tags"), lambda note: ", ".join(tag.name for tag in note.tags.all())),
    ("sources", _("Sources"), lines_of),
    ("co_authors", _("Written with"), lambda note: ", ".join(map(str, note.co_authors.all()))),
    ("contact_role", _("Whom to ask"), lambda note: note.contact_role),
    ("audience", _("Who can see it"), lambda note: note.get_audience_display()),
    ("date_of_practice", _("Started"), lambda note: day(note.date_of_practice)),
    ("review_by", _("Review by"), lambda note: day(note.review_by)),
    ("attachments", _("Files"), lambda note: files_of(note)),
)  # fmt: skip


def told(note: PracticeNotePage) -> dict[str, str]:
    """Field → its words."""
    return {name: str(read(note)) for name, _label, read in READ}


def differences(old: PracticeNotePage | None, new: PracticeNotePage) -> list[dict[str, Any]]:
    """Rows of what changed; with no old note, every field that says something."""
    before = told(old) if old else {}
    after = told(new)
    return [
        {
            "field": name,
            "label": label,
            "before": before.get(name, ""),
            "after": after[name],
            "marked": since(before.get(name, ""), after[name]) if old else after[name],
        }
        for name, label, _read in READ
        if after[name] != before.get(name, "")
    ]


def since(old: str, new: str) -> SafeString:
    return mark_safe(marked(old, new))  # noqa: S308  # every word is escaped there
