"""Reading notes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from hub.access.audience import level_keys_of


class PracticeNoteQuerySet(PageQuerySet):
    def visible_to(self, user: Any) -> PracticeNoteQuerySet:
        """Live notes this person may read. The only door for lists, search, feeds and mail."""
        return self.held_by(level_keys_of(user))

    def held_by(self, keys: Collection[str]) -> PracticeNoteQuerySet:
        """What a reader with these keys may read, for queries written once (hub.written)."""
        return self.live().filter(audience_key__in=keys)

    def newest_ids(self) -> PracticeNoteQuerySet:
        """To be cut and looked up: the sort then reads no note, only pages and an index."""
        return self.order_by("-last_published_at", "-pk").values("pk")

    def as_rows(self) -> PracticeNoteQuerySet:
        """Newest first, with only what a line of a list shows: sorting whole notes takes ten
        times as long, for the database carries their texts along."""
        rows = self.select_related("council").order_by("-last_published_at", "-pk")
        return rows.only(
            "title", "url_path", "summary", "status", "last_published_at", "review_by",
            "council__slug", "council__short_name",
        )  # fmt: skip

    def due_for_review(self, today: date | None = None) -> PracticeNoteQuerySet:
        """Notes whose review-by date has come."""
        return self.filter(review_by__lte=today or timezone.localdate())


PracticeNoteManager = PageManager.from_queryset(PracticeNoteQuerySet)
