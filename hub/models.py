"""The root of the page tree, and files that obey an audience."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page

from hub.audience import NOBODY


class HomePage(Page):
    """The hub's front door and the root of its tree; `hub.views.home` answers for it."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    private_page_options: list[str] = []
    template = "hub/home_page.html"


class HubDocument(AbstractDocument):
    """A file that only readers who hold its key (and its uploader) may download.

    The thing a file hangs on sets the key when it is published (practices.files).
    """

    audience_key = models.CharField(max_length=60, default=NOBODY, db_index=True)
    admin_form_fields = Document.admin_form_fields


class HubImage(AbstractImage):
    """A picture under the same rule as a document."""

    audience_key = models.CharField(max_length=60, default=NOBODY, db_index=True)
    admin_form_fields = Image.admin_form_fields


class HubRendition(AbstractRendition):
    """A picture in one size; it is as visible as its picture."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]
