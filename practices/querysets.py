"""Reading notes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from hub.audience import level_keys_of


class PracticeNoteQuerySet(PageQuerySet):
    def visible_to(self, user: Any) -> PracticeNoteQuerySet:
        """Live notes this person may read. The only door for lists, search, feeds and mail."""
        return self.live().filter(audience_key__in=level_keys_of(user))

    def due_for_review(self, today: date | None = None) -> PracticeNoteQuerySet:
        """Notes whose review-by date has come."""
        return self.filter(review_by__lte=today or timezone.localdate())


PracticeNoteManager = PageManager.from_queryset(PracticeNoteQuerySet)
