"""Two people saved one note: what this person changed, against what stands now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Revision

from hub.inputs import whole_number
from practices.models import PracticeNotePage
from practices.notes.fields import Kind, named
from practices.posting.diff import differences
from practices.posting.drafts import Stale, draft_of
from practices.posting.forms import NoteForm

LISTS = set(named((Kind.SET, Kind.NAMES, Kind.SOURCES)))


def begun_from(note: PracticeNotePage, version: str) -> PracticeNotePage | None:
    """The draft that the form was filled from, if that revision is still there."""
    number = whole_number(version.partition("-")[0])
    revision = Revision.objects.for_instance(note).filter(pk=number).first()
    return revision.as_object() if revision else None


def touched_in(request: HttpRequest, note: PracticeNotePage) -> set[str]:
    """Fields this person changed since she opened the form; all of them when nobody can tell."""
    base = begun_from(note, request.POST.get("version", ""))
    if base is None:
        return set(NoteForm(note=note).fields)
    return set(NoteForm(request.POST, note=base).changed_data)


def clash(request: HttpRequest, form: NoteForm, stale: Stale) -> dict[str, Any]:
    """What the page of both texts shows. Fields she left alone keep what stands now."""
    touched = touched_in(request, stale.theirs)
    mine = draft_of(stale.theirs)
    changes = form.changes()
    for name, value in changes.items():
        if name in touched - LISTS:
            setattr(mine, name, value)
    theirs = {row["field"]: row["after"] for row in differences(None, stale.theirs)}
    rows = [
        {
            "field": form[row["field"]],
            "theirs": theirs.get(row["field"], ""),
            "marked": row["marked"],
            "left_empty": not changes.get(row["field"]),
        }
        for row in differences(stale.theirs, mine)
        if row["field"] in form.fields
    ]
    shown = {row["field"].name for row in rows}
    return {
        "note": stale.theirs,
        "form": form,
        "fields": rows,
        "rest": [field for field in form if field.name in touched - shown],
        "untouched": [field for field in form if field.name not in touched | shown],
        "by": stale.by,
        "version": stale.version,
    }
