"""Which files the published version of a note uses."""

from django.conf import settings
from django.db import models

from practices.models.note import PracticeNotePage


class PublishedFile(models.Model):
    """One document or one picture in a published note; `practices.files` keeps these rows."""

    note = models.ForeignKey(PracticeNotePage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="published_in",
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="published_in",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=True) ^ models.Q(image__isnull=True),
                name="a_document_or_an_image",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document or self.image} in {self.note}"
