"""Where notes stand between draft and published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from hub.audience import Level
from practices.models import PracticeNotePage


@dataclass(frozen=True)
class Standing:
    """`state`: draft, waiting, changes, published or edited (published, with newer words)."""

    note: PracticeNotePage
    title: str
    state: str
    words: str
    comment: str = ""
    by: str = ""
    when: Any = None

    @property
    def who(self) -> str:
        """Who can see it; of what is not published, who is to see it."""
        newest = self.note.latest_revision
        if self.note.live or newest is None:
            return str(self.note.get_audience_display())
        return str(Level(newest.content["audience"]).label)


WORDS = {
    "draft": _("Draft"),
    "waiting": _("With the editors"),
    "changes": _("Changes asked for"),
    "published": _("Published"),
    "edited": _("Published; you have newer words not sent in yet"),
}


def standing_of(notes: Sequence[PracticeNotePage]) -> list[Standing]:
    """Where each note stands; two queries however many there are."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get(app_label="wagtailcore", model="page"),
        object_id__in=[str(note.pk) for note in notes],
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
    ).select_related("current_task_state", "current_task_state__finished_by")
    by_note = {int(state.object_id): state for state in states}
    return [one(note, by_note.get(note.pk)) for note in notes]


def one(note: PracticeNotePage, workflow: WorkflowState | None) -> Standing:
    title = note.latest_revision.object_str if note.latest_revision else note.title
    task: TaskState | None = workflow.current_task_state if workflow else None
    if workflow and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES and task:
        by = task.finished_by.name if task.finished_by else ""
        return Standing(
            note, title, "changes", WORDS["changes"], task.comment, by, task.finished_at
        )
    if workflow:
        return Standing(note, title, "waiting", WORDS["waiting"], when=workflow.created_at)
    state = "draft" if not note.live else "edited" if note.has_unpublished_changes else "published"
    return Standing(note, title, state, WORDS[state], when=note.latest_revision_created_at)
