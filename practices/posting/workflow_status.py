"""Where notes stand between draft and published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState, WorkflowState

from hub.access.audience import Level
from hub.access.roles import may_anywhere, networks_where
from hub.waiting import Ask
from practices.models import PracticeNotePage
from practices.posting.permissions import may_open_draft


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


# What waits for whom: for the home page and the editors' list.


def in_state(status: str) -> Any:
    return WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get(app_label="wagtailcore", model="page"),
        status=status,
    )


def waiting_for(user: Any) -> list[dict[str, Any]]:
    """Notes sent in to the networks this person runs: the note as sent, by whom, since when."""
    networks = networks_where(user, "moderate_notes")
    states = in_state(WorkflowState.STATUS_IN_PROGRESS).select_related("requested_by")
    by_note = {int(state.object_id): state for state in states.order_by("created_at")}
    notes = PracticeNotePage.objects.filter(
        pk__in=by_note, council__network__in=networks
    ).select_related("council__network", "latest_revision")
    rows = [{"note": note, "state": by_note[note.pk]} for note in notes]
    return sorted(rows, key=lambda row: row["state"].created_at)


def asks(user: Any) -> Iterator[Ask]:
    """Notes to approve; notes of mine that an editor has given back."""
    if may_anywhere(user, "moderate_notes"):
        waiting = Counter(row["note"].council.network for row in waiting_for(user))
        for network, count in waiting.items():
            title = ngettext("%(n)s note waits for you", "%(n)s notes wait for you", count)
            yield Ask(
                title % {"n": count}, _("Read, then approve or ask for changes"),
                reverse("practices:moderation"), network=user.which_network(network),
            )  # fmt: skip
    given_back = in_state(WorkflowState.STATUS_NEEDS_CHANGES).filter(requested_by=user)
    for state in given_back.values_list("object_id", flat=True):
        notes = PracticeNotePage.objects.select_related("council__network")
        note = notes.filter(pk=int(state)).first()
        if note and may_open_draft(user, note):
            yield Ask(
                note.title,
                _("An editor asks for changes"),
                reverse("practices:edit", args=[note.pk]),
                network=user.which_network(note.council.network if note.council else None),
            )
