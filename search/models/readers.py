"""What readers keep: saved searches and keys to the API."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """For addresses that are somebody's own."""
    return secrets.token_urlsafe(32)


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
