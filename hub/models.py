"""The root of the page tree, and files that obey an audience."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page

from hub.access.audience import NOBODY


class HomePage(Page):
    """The hub's front door and the root of its tree; `hub.site.views.home` answers for it."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    private_page_options: list[str] = []
    template = "hub/home_page.html"


class OwnedFile(models.Model):
    """A file that belongs to one thing: a note, a meeting, an issue. `hub.access.files` keeps the rule.

    `audience_key` follows from the owner alone; a file without an owner has the key of nobody.
    """

    audience_key = models.CharField(max_length=60, default=NOBODY, db_index=True, editable=False)
    owner_type = models.ForeignKey(
        ContentType, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    owner_id = models.PositiveBigIntegerField(null=True, editable=False)
    owner = GenericForeignKey("owner_type", "owner_id")

    class Meta:
        abstract = True


class HubDocument(OwnedFile, AbstractDocument):  # noqa: DJ008  # Wagtail names it
    """A file to take away."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        indexes = [models.Index(fields=["owner_type", "owner_id"], name="document_by_owner")]


class HubImage(OwnedFile, AbstractImage):  # noqa: DJ008  # Wagtail names it
    """A picture under the same rule as a document."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        indexes = [models.Index(fields=["owner_type", "owner_id"], name="image_by_owner")]


class HubRendition(AbstractRendition):
    """A picture in one size; it is as visible as its picture."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]


class DataChange(models.Model):
    """A transaction wrote to a table of this room; `hub.cache` counts the rows."""

    room = models.CharField(max_length=20, db_index=True)
    token = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.room} {self.pk}"
