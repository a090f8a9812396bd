"""A note in the editor of the CMS: the same parts, in the same order, as the form on the site."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
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

from practices.notes.references import TEXTS, Pointed, pointed_at, trouble

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


class NoteAdminForm(WagtailAdminPageForm):
    """Says beside the field what the editor may not point at; previews need a valid form, too."""

    def clean(self) -> dict[str, Any]:
        held = super().clean()
        for name in (*TEXTS, "body"):
            value = held.get(name)
            raw = [list(value.raw_data)] if name == "body" and value else [value or ""]
            self.refuse(name, pointed_at(raw))
        for row in self.formsets["attachments"].forms if "attachments" in self.formsets else ():
            if row.is_valid() and (document := row.cleaned_data.get("document")):
                found = Pointed(frozenset({document.pk}), frozenset())
                for sentence in trouble(found, self.instance, self.for_user):
                    row.add_error("document", sentence)
                    self.add_error(None, sentence)
        return held

    def refuse(self, name: str, found: Pointed) -> None:
        for sentence in trouble(found, self.instance, self.for_user):
            self.add_error(name, sentence)


edit_handler = TabbedInterface(
    [
        ObjectList(CONTENT, heading=_("Note")),
        ObjectList(ABOUT, heading=_("Who, when and where")),
    ],
    base_form_class=NoteAdminForm,
)
