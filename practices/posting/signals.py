"""What follows from a step of a note, wherever it was taken: on the site or in the CMS."""

from typing import Any

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from practices.models import PracticeNotePage
from practices.posting.mails import tell_author, tell_editors
from practices.sources.citations import open_sources

WAGTAILS_OWN_MAIL = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def listen() -> None:
    """Wagtail's mails about workflows give way to the hub's letters, which say it once."""
    for signal, sender, uid in WAGTAILS_OWN_MAIL:
        signal.disconnect(sender=sender, dispatch_uid=uid)
    workflow_submitted.connect(on_submitted, sender=WorkflowState)
    workflow_approved.connect(on_approved, sender=WorkflowState)
    workflow_rejected.connect(on_rejected, sender=WorkflowState)
    page_published.connect(on_published, sender=PracticeNotePage)


def on_published(sender: Any, instance: PracticeNotePage, **_: Any) -> None:
    open_sources(instance)


def note_of(state: WorkflowState) -> PracticeNotePage | None:
    note = state.content_object
    note = getattr(note, "specific", note)
    return note if isinstance(note, PracticeNotePage) else None


def on_submitted(sender: Any, instance: WorkflowState, user: Any, **_: Any) -> None:
    note = note_of(instance)
    if note:
        tell_editors(note.get_latest_revision_as_object(), user)


def on_approved(sender: Any, instance: WorkflowState, user: Any, **_: Any) -> None:
    decided(instance, user, approved=True)


def on_rejected(sender: Any, instance: WorkflowState, user: Any, **_: Any) -> None:
    decided(instance, user, approved=False)


def decided(state: WorkflowState, editor: Any, *, approved: bool) -> None:
    note = note_of(state)
    if note:
        task = state.current_task_state
        comment = task.comment if task else ""
        author = state.requested_by or note.owner
        tell_author(note, author, editor, comment, approved=approved)
