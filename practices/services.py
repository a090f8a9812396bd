"""What changes a note. Each function is one transaction."""

from typing import Any

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction

from practices.models import PracticeNotePage


@transaction.atomic
def publish_note(note: PracticeNotePage, by: Any) -> PracticeNotePage:
    """Make the note as it is in hand the version that readers see, as a revision by `by`.

    `note` must be in the tree already. Whether `by` may publish is the caller's question.
    Returns the note as published, read afresh.
    """
    note.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    return PracticeNotePage.objects.get(pk=note.pk)


@transaction.atomic
def unpublish_note(note: PracticeNotePage, by: Any) -> None:
    """Take the note from readers' sight; its history stays."""
    UnpublishPageAction(note, user=by).execute(skip_permission_checks=True)
