"""Sending a note in, and what the editors make of it. Wagtail's workflow keeps the state."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, TaskState, WorkflowState

from hub.inspection.services import why_not_all
from practices.models import PracticeNotePage
from practices.notes.addresses import keep_address_free
from practices.posting.drafts import draft_of, version_of
from practices.posting.file_checks import documents_of, key_of
from practices.posting.permissions import goes_live_at_once


class NotNow(Exception):
    """The step does not fit the note's state; the message is a sentence for the person."""


def locked(note: PracticeNotePage, version: str) -> PracticeNotePage:
    """The note with its row locked. Raises NotNow when its newest draft is another by now."""
    Page.objects.select_for_update().get(pk=note.pk)
    note = PracticeNotePage.objects.get(pk=note.pk)
    if version_of(note.get_latest_revision()) != version:
        raise NotNow(_("The note has changed since you opened this page. Read it again first."))
    return note


@transaction.atomic
def send_in(note: PracticeNotePage, by: Any, version: str, reason: str = "") -> bool:
    """Publish, or send to the network's editors. Returns True when it is published.

    `reason`: why words that look like personal data may stay; kept in the note's log.
    Raises NotNow when the draft has changed or is with the editors already.
    """
    note = locked(note, version)
    if note.workflow_in_progress:
        raise NotNow(_("The note is with the editors already."))
    keep_address_free(note, note.get_latest_revision())
    draft = draft_of(note)
    draft.full_clean()
    stop_for_files(draft)
    if reason:
        log(note, "practices.personal_data", user=by, data={"reason": reason})
    if goes_live_at_once(by, note, draft.audience):
        note.get_latest_revision().publish(user=by, skip_permission_checks=True)
        return True
    workflow = note.get_workflow()
    if workflow is None:
        raise NotNow(_("This network has nobody to approve notes yet. Tell the network’s chair."))
    waiting = note.current_workflow_state
    if waiting is not None and waiting.status == WorkflowState.STATUS_NEEDS_CHANGES:
        waiting.resume(user=by)
    else:
        workflow.start(note, by)
    return False


def stop_for_files(draft: PracticeNotePage) -> None:
    """Raises NotNow while a file of the draft is not fit for the draft's readers."""
    if why := why_not_all(documents_of(draft), key_of(draft)):
        raise NotNow(why)


@transaction.atomic
def take_back(note: PracticeNotePage, by: Any) -> None:
    """The author wants it back before an editor decided; the draft stays as it is."""
    Page.objects.select_for_update().get(pk=note.pk)
    state = PracticeNotePage.objects.get(pk=note.pk).current_workflow_state
    if state is None:
        raise NotNow(_("The editors have decided already."))
    state.cancel(user=by)


def open_task(note: PracticeNotePage) -> TaskState:
    """What the editors have to decide. Raises NotNow when there is nothing to."""
    task = note.current_workflow_task_state
    if task is None or task.status != TaskState.STATUS_IN_PROGRESS:
        raise NotNow(_("Somebody has decided this note already."))
    return task


@transaction.atomic
def approve(note: PracticeNotePage, by: Any, version: str, comment: str = "") -> None:
    """Publish exactly the version that the editor read. Raises NotNow if it is another by now."""
    note = locked(note, version)
    stop_for_files(draft_of(note))
    revision = note.get_latest_revision()
    open_task(note).approve(user=by, comment=comment)
    if PracticeNotePage.objects.get(pk=note.pk).live_revision_id != revision.pk:
        # Wagtail asks for its own group's right; who may approve is settled by membership.
        revision.publish(user=by, skip_permission_checks=True)


@transaction.atomic
def ask_for_changes(note: PracticeNotePage, by: Any, version: str, comment: str) -> None:
    """Give it back with a comment; what readers see stays as it was."""
    note = locked(note, version)
    open_task(note).reject(user=by, comment=comment)
