"""What can be found, as a table, and how far it has come."""

from __future__ import annotations

import secrets
from typing import Self

from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from hub import part_dates
from hub.access.audience import NOBODY, AudienceQuerySet


class Ledger(models.Model):
    """One row: the number of the last change to anything findable.

    Engines compare it with what they took. `life` tells this table from another one (a restored
    copy, a test's): an index that knows another life, or a later number, is built anew.
    """

    ROW = 1
    life = models.BigIntegerField()
    revision = models.BigIntegerField(default=0)
    terms_version = models.BigIntegerField(default=0)
    defined_to = models.BigIntegerField(
        default=0, help_text=_("the revision up to which definitions were looked for")
    )

    class Meta:
        verbose_name_plural = "ledger"

    def __str__(self) -> str:
        return f"revision {self.revision}"

    @classmethod
    def now(cls) -> Ledger:
        """The row as it stands; an unsaved one with life 0 while nothing was ever recorded."""
        with connection.cursor() as cursor:  # every search asks
            cursor.execute(READ_LEDGER, [cls.ROW])
            row = cursor.fetchone()
        return cls(cls.ROW, *row) if row else cls(pk=cls.ROW, life=0)

    @classmethod
    def next_revisions(cls, count: int) -> int:
        """Reserve `count` revisions and return the first. Must run inside a transaction.

        The row stays locked until the transaction ends, so revisions are committed in order and
        an engine that has taken one has missed none before it.
        """
        cls._bump("revision", count)
        return cls.objects.get(pk=cls.ROW).revision - count + 1

    @classmethod
    def terms_changed(cls) -> None:
        """Tell every process to read the thesaurus anew."""
        cls._bump("terms_version", 1)

    @classmethod
    def _bump(cls, field: str, count: int) -> None:
        changed = cls.objects.filter(pk=cls.ROW).update(**{field: models.F(field) + count})
        if not changed:
            cls.objects.get_or_create(pk=cls.ROW, defaults={"life": secrets.randbits(62)})
            cls.objects.filter(pk=cls.ROW).update(**{field: models.F(field) + count})


READ_LEDGER = "SELECT life, revision, terms_version, defined_to FROM search_ledger WHERE id = %s"


class SearchEntryQuerySet(AudienceQuerySet):
    def here(self) -> Self:
        """Without those that are gone."""
        return self.filter(gone=False)


class SearchEntry(models.Model):
    """One thing that can be found. Written in the same transaction as the thing itself.

    When a thing goes, its row stays as `gone` with its texts emptied, so that every engine
    learns of it by revision.
    """

    thing = models.CharField(max_length=120, unique=True, help_text=_("app.model:key of the thing"))
    revision = models.BigIntegerField(unique=True)
    born = models.BigIntegerField(
        default=0, help_text=_("the revision by which it could first be found")
    )
    gone = models.BooleanField(default=False)
    seen_by = models.JSONField(default=list, help_text=_("audience keys it had before"))
    kind = models.CharField(max_length=40)
    title = models.TextField()
    url = models.TextField()
    audience_key = models.CharField(max_length=60, default=NOBODY, db_index=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    council = models.CharField(max_length=80, blank=True)
    council_name = models.CharField(max_length=120, blank=True)
    network_id = models.BigIntegerField(null=True)
    topics = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    status = models.CharField(max_length=40, blank=True)
    date = models.DateField(null=True)
    review_by = models.DateField(null=True)
    ref = models.CharField(max_length=200, blank=True, db_index=True)
    source_url = models.TextField(blank=True)
    extra = models.JSONField(default=dict)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def date_as_known(self) -> str | None:
        """Its date as ISO 8601 writes it, as short as what is known of it: 2013, 2025-06."""
        if self.date is None:
            return None
        return part_dates.written(self.date, self.extra.get("date_known", part_dates.DAY))


class AttachedFile(models.Model):
    """What a file says that hangs on something. `search.attachments` keeps these rows.

    `holding` names the way in which the thing holds files (`hub.access.files`), `holder_id` the
    thing. `file_hash` is that of the content which was read; `error` says why nothing could be.
    """

    holding = models.CharField(max_length=20)
    holder_id = models.BigIntegerField()
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, on_delete=models.CASCADE, related_name="texts"
    )
    file_hash = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holding", "holder_id", "document"], name="one_text_a_file_a_holder"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} of {self.holding} {self.holder_id}"


class EngineFailure(models.Model):
    """The last time an engine did not answer."""

    engine = models.CharField(max_length=40, unique=True)
    failed_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True)
    times = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.engine
