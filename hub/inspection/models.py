"""What was found in a file, and who said for which readers it may stay."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from hub.inspection.bounded import findings_from
from hub.inspection.findings import Finding


class FileCheck(models.Model):
    """One look into one file. A file that was replaced has another name, and needs another look."""

    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, on_delete=models.CASCADE, related_name="checks"
    )
    file_name = models.CharField(max_length=255)
    unreadable = models.CharField(max_length=300, blank=True, help_text="Why, as a sentence.")
    kept = models.JSONField("findings", default=list)
    checked_at = models.DateTimeField(default=timezone.now)
    cleaned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["document", "file_name"], name="check_by_file")]

    def __str__(self) -> str:
        return f"Check of {self.file_name}"

    @property
    def findings(self) -> list[Finding]:
        return findings_from(self.kept)

    @property
    def is_clear(self) -> bool:
        """Looked into, and nothing found."""
        return not self.unreadable and not self.kept


class Acknowledgement(models.Model):
    """A person looked at the findings and said why readers with this key may have the file."""

    check_made = models.ForeignKey(
        FileCheck, on_delete=models.CASCADE, related_name="acknowledgements"
    )
    audience_key = models.CharField(max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.check_made} for {self.audience_key}"

    def covers(self, key: str) -> bool:
        return covers(self.audience_key, key)


def covers(held: str, wanted: str) -> bool:
    """Whether a file that may go to the readers of one key may go to those of the other.

    Keys are those of `hub.access.audience`; `issue-adass:<id>` is an issue that ADASS and its chair see.
    Towards fewer readers nobody has to be asked again.
    """
    if held in ("public", wanted):
        return True
    kind, _colon, owner = held.partition(":")
    wanted_kind, _colon, wanted_owner = wanted.partition(":")
    if kind == "adass" and wanted_kind == "network":
        return owner == wanted_owner
    narrow = ("council", "group", "issue", "issue-adass")
    if kind in ("adass", "network"):
        return wanted_kind in narrow
    return (kind, wanted_kind) == ("issue-adass", "issue") and owner == wanted_owner


def describe(found: list[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON keeps them."""
    return [vars(one) | {"signs": list(one.signs)} for one in found]
