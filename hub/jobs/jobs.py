"""Jobs that every hub needs."""

from datetime import time, timedelta

from django.apps import apps
from django.core.management import call_command
from django.db.models import Model, Q
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, PageLogEntry, Revision, WorkflowState

from hub.jobs.items import one_by_one
from hub.jobs.registry import job
from hub.storage import clear_unfinished

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


PUBLISHING = "publish scheduled notes"


@job(PUBLISHING, every_seconds=60)
def publish_scheduled() -> str:
    """Publish what was scheduled, and take down what has expired."""
    # Wagtail's own command does the same, but stops at the first page that cannot be published.
    now = timezone.now()
    expired = [
        thing
        for model in scheduled_models()
        for thing in model._default_manager.filter(live=True, expire_at__lt=now)
    ]
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    down = one_by_one(PUBLISHING, expired, take_down)
    return f"{one_by_one(PUBLISHING, list(due), publish)} published, {down} taken down"


def scheduled_models() -> list[type[Model]]:
    """Pages, and whatever else can be scheduled."""
    others = [one for one in apps.get_models() if issubclass(one, DraftStateMixin)]
    return [Page, *(one for one in others if not issubclass(one, Page))]


def take_down(thing: DraftStateMixin) -> int:
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return 1


def publish(revision: Revision) -> int:
    """The moment it was approved for has passed, so it appears now."""
    revision.publish(log_action="wagtail.publish.scheduled")
    return 1


@job("purge old drafts", daily_at=time(3, 10))
def purge_old_drafts() -> str:
    """Throw away drafts older than a month that were never published."""
    return f"{purge_autosaves()} drafts"


@job("clear unfinished files", daily_at=time(3, 15))
def clear_unfinished_files() -> str:
    """Delete what was being written to the media folder when a process was killed."""
    return f"{clear_unfinished()} files"


@job("clear old sessions", daily_at=time(3, 20))
def clear_sessions() -> None:
    """Forget sign-ins that have run out."""
    call_command("clearsessions")
