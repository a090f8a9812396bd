"""The thesaurus of this hub, and what is proposed for it."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from search.models.entries import Ledger, SearchEntry
from search.query.thesaurus import Term as PlainTerm


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


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
