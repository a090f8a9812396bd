"""The small set of blocks a text may be made of."""

from typing import Any

from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class QuoteBlock(blocks.StructBlock):
    """Exact words, who said them, and when."""

    text = blocks.TextBlock(label=_("Exact words"))
    attribution = blocks.CharBlock(label=_("Who said it (a role, not a resident's name)"))
    date = blocks.DateBlock(required=False, label=_("When"))

    class Meta:
        icon = "openquote"
        template = "hub/blocks/quote.html"


class StepsBlock(blocks.StructBlock):
    """What is done, in order."""

    steps = blocks.ListBlock(blocks.RichTextBlock(features=["bold", "italic", "link"]))

    class Meta:
        icon = "list-ol"
        template = "hub/blocks/steps.html"


class FigureBlock(blocks.StructBlock):
    """A picture with the words that stand for it."""

    image = ImageChooserBlock()
    alt_text = blocks.CharBlock(
        label=_("What the picture shows"), help_text=_("Read out to people who cannot see it.")
    )
    caption = blocks.CharBlock(required=False)

    class Meta:
        icon = "image"
        template = "hub/blocks/figure.html"


class CalloutBlock(blocks.StructBlock):
    """One thing not to miss."""

    title = blocks.CharBlock(required=False)
    text = blocks.RichTextBlock(features=["bold", "italic", "link", "ul"])

    class Meta:
        icon = "warning"
        template = "hub/blocks/callout.html"


class ThresholdBlock(blocks.StructBlock):
    """A number that a council works to: how much, of what, and where it comes from."""

    label = blocks.CharBlock(label=_("What it limits"))
    number = blocks.DecimalBlock()
    unit = blocks.CharBlock(help_text=_("For example: weeks of payments, pounds an hour."))
    source = blocks.CharBlock(required=False)

    class Meta:
        icon = "order"
        template = "hub/blocks/threshold.html"


class DownloadBlock(blocks.StructBlock):
    """A file to take away."""

    document = DocumentChooserBlock()
    about = blocks.CharBlock(required=False)

    class Meta:
        icon = "download"
        template = "hub/blocks/download.html"


class BodyBlock(blocks.StreamBlock):
    """All of them."""

    text = blocks.RichTextBlock(features=TEXT_FEATURES, template="hub/blocks/text.html")
    quote = QuoteBlock()
    table = TableBlock(template="hub/blocks/table.html")
    steps = StepsBlock()
    figure = FigureBlock()
    callout = CalloutBlock()
    threshold = ThresholdBlock()
    download = DownloadBlock()

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """The blocks as posted. BadRequest (a 400) where the script that counts them did not run.

        Without the count Wagtail's own reading ends in a KeyError, so in a 500.
        """
        try:
            return super().value_from_datadict(data, files, prefix)
        except (KeyError, ValueError) as wrong:
            raise BadRequest(
                "The parts of the text did not arrive as the editor sends them"
            ) from wrong

    class Meta:
        required = False
