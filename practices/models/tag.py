"""Tags that became one."""

from django.conf import settings
from django.db import models
from taggit.models import Tag


class TagMerge(models.Model):
    """The old tag stays as a row on nothing, so that its address and its name lead to the new one.

    `into` is always a tag that is in use: merging that one later moves all that lead to it.
    """

    old = models.OneToOneField(Tag, on_delete=models.CASCADE, related_name="merged")
    into = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="merged_here")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.old} → {self.into}"
