"""What can be found, as a table; and what people keep or set about search."""

from __future__ import annotations

import secrets
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from hub.audience import NOBODY, AudienceQuerySet
from hub.written import Written
from search.thesaurus import Term as PlainTerm


def new_token() -> str:
    """For addresses that are somebody's own."""
    return secrets.token_urlsafe(32)


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
        return NOW.first(pk=cls.ROW) or cls(pk=cls.ROW, life=0)

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


NOW = Written(lambda pk: Ledger.objects.filter(pk=pk))


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


class Term(models.Model):
    """A term of the field with its other spellings. Holds from the next search on."""

    name = models.CharField(_("term"), max_length=120, unique=True)
    meaning = models.TextField(
        _("what it means"),
        blank=True,
        help_text=_("In plain words, for somebody new. The glossary shows it to everybody."),
    )
    variants = models.TextField(
        _("other ways to write it"),
        blank=True,
        help_text=_("One a line: short forms, other spellings, words that mean the same."),
    )
    related = models.TextField(
        _("related terms"),
        blank=True,
        help_text=_("One a line: offered to the reader, never searched for on their own."),
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            Ledger.terms_changed()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            Ledger.terms_changed()
            return super().delete(*args, **kwargs)

    def as_plain(self) -> PlainTerm:
        """The term as the pure thesaurus takes it."""
        return PlainTerm(self.name, _lines(self.variants), _lines(self.related))


class FoundDefinition(models.Model):
    """A name that an entry shortens itself: "Individual Service Fund (ISF)".

    One row for each entry, so that a reader is shown only what she may read.
    """

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="definitions")
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=20)
    key = models.CharField(max_length=150, db_index=True, help_text=_("both, folded"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "key"], name="one_definition_an_entry")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.short})"


class DismissedDefinition(models.Model):
    """A definition that somebody who keeps the thesaurus does not want to be shown again."""

    key = models.CharField(max_length=150, unique=True)

    def __str__(self) -> str:
        return self.key


class ApiToken(models.Model):
    """A member's key to the API. The token itself is shown once and kept nowhere."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class EngineFailure(models.Model):
    """The last time an engine did not answer."""

    engine = models.CharField(max_length=40, unique=True)
    failed_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True)
    times = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.engine


class SavedSearch(models.Model):
    """A search that somebody keeps, and how often she hears of new matches.

    `mailed_to` is the revision up to which she has heard: what was born after it is new to her.
    """

    class Often(models.TextChoices):
        NEVER = "never", _("no mail")
        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=120)
    address = models.TextField(help_text=_("the query string of the search page"))
    often = models.CharField(
        _("how often"), max_length=10, choices=Often.choices, default=Often.DAILY
    )
    token = models.CharField(max_length=43, unique=True, default=new_token)
    mailed_to = models.BigIntegerField(default=0)
    looked_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "saved searches"

    def __str__(self) -> str:
        return self.name


class AskedFor(models.Model):
    """How often a query was put on one day, by nobody in particular. Kept for 90 days."""

    day = models.DateField()
    text = models.CharField(max_length=200)
    times = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0, help_text=_("results at the last time"))
    corrected = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "text"], name="one_row_a_query_a_day")
        ]
        verbose_name_plural = "queries"

    def __str__(self) -> str:
        return self.text


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class AttachedFile(models.Model):
    """What a file says that hangs on something. `search.attachments` keeps these rows.

    `holding` names the way in which the thing holds files (`hub.held_files`), `holder_id` the
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


class ReadOnDay(models.Model):
    """How often a thing was opened on one day, by nobody in particular. Kept for 90 days."""

    day = models.DateField()
    thing = models.CharField(max_length=120, help_text=_("app.model:key, as search entries say"))
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "day"], name="one_row_a_thing_a_day")
        ]
        verbose_name_plural = "reads"

    def __str__(self) -> str:
        return f"{self.thing} on {self.day}"


class ClickedOn(models.Model):
    """How often the result at one place was opened for a query, by day. Kept for 90 days."""

    day = models.DateField()
    text = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(help_text=_("1 is the first result"))
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "text", "place"], name="one_row_a_query_a_place_a_day"
            )
        ]
        verbose_name_plural = "clicks"

    def __str__(self) -> str:
        return f"{self.text}: {self.place}"


class AskedOften(models.Model):
    """How often one reader asked the API in one window, over all web workers.

    `reader` is a keyed hash: no address is kept.
    """

    reader = models.CharField(max_length=64, unique=True)
    window = models.BigIntegerField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "rate counts"

    def __str__(self) -> str:
        return f"{self.times} in {self.window}"
