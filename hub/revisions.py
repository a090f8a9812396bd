"""Old drafts that nobody published are thrown away; what was ever published is history and stays."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

KEPT_DAYS = 30


def purge_autosaves(kept_days: int = KEPT_DAYS) -> int:
    """Delete page drafts older than `kept_days` that were never published; returns how many.

    Kept always: the newest draft of each page, what is live, scheduled or in moderation, and
    every revision that the log names as published. (Wagtail's own purge_revisions would throw
    away published history.)
    """
    open_states = [WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
    pages = Page.objects.all()
    kept = Q(pk__in=published_revisions()) | Q(approved_go_live_at__isnull=False)
    for field in ("live_revision", "latest_revision"):
        kept |= Q(pk__in=pages.filter(**{f"{field}__isnull": False}).values(field))
    kept |= Q(task_states__workflow_state__status__in=open_states)
    old = Revision.page_revisions.filter(
        created_at__lt=timezone.now() - timedelta(days=kept_days)
    ).exclude(kept)
    return old.delete()[1].get("wagtailcore.Revision", 0)


def published_revisions():
    """Ids of revisions that were live at some time."""
    return PageLogEntry.objects.filter(
        action__in=["wagtail.publish", "wagtail.workflow.approve"], revision__isnull=False
    ).values("revision_id")
