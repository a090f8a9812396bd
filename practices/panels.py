"""A note in the editor of the CMS: the same parts, in the same order, as the form on the site."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

CONTENT = [
    TitleFieldPanel("title"),
    FieldPanel("summary"),
    FieldPanel("topics", widget=CheckboxSelectMultiple),
    FieldPanel("status"),
    MultiFieldPanel(
        [FieldPanel("what_we_did"), FieldPanel("why"), FieldPanel("what_came_of_it")],
        heading=_("The story"),
    ),
    FieldPanel("body", heading=_("Further parts")),
    MultiFieldPanel(
        [FieldPanel("position"), FieldPanel("position_date")], heading=_("Our position")
    ),
    InlinePanel("references", heading=_("Sources, in the order of their numbers")),
    InlinePanel("attachments", heading=_("Files")),
]
ABOUT = [
    FieldPanel("audience"),
    FieldRowPanel([FieldPanel("date_of_practice"), FieldPanel("review_by")]),
    FieldPanel("contact_role"),
    FieldPanel("tags"),
    FieldPanel("co_authors", widget=CheckboxSelectMultiple),
    FieldPanel("slug"),
    PublishingPanel(),
]

edit_handler = TabbedInterface(
    [
        ObjectList(CONTENT, heading=_("Note")),
        ObjectList(ABOUT, heading=_("Who, when and where")),
    ]
)
