"""A note in the editor of the CMS: the same parts, in the same order, as the form on the site."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from practices.notes.fields import NOTE_FIELDS, RICH_NAMES, TEXT_KINDS, Kind, NoteField, Part
from practices.notes.references import Pointed, pointed_at, trouble

IN_CMS = (*TEXT_KINDS, Kind.CHOICE, Kind.DAY, Kind.SET, Kind.NAMES)


def panel(one: NoteField) -> FieldPanel:
    if one.name == "title":
        return TitleFieldPanel(one.name)
    ticks = CheckboxSelectMultiple if one.kind is Kind.SET else None
    return FieldPanel(one.name, widget=ticks)


def panels(part: Part, *, rich: bool = False) -> list[FieldPanel]:
    """The plain fields of a part, or its rich texts."""
    kinds = (Kind.RICH,) if rich else tuple(kind for kind in IN_CMS if kind is not Kind.RICH)
    return [panel(one) for one in NOTE_FIELDS if one.part is part and one.kind in kinds]


CONTENT = [
    *panels(Part.PRACTICE),
    MultiFieldPanel(panels(Part.STORY, rich=True), heading=_("The story")),
    FieldPanel("body", heading=_("Further parts")),
    MultiFieldPanel(panels(Part.STORY), heading=_("Cost and position")),
    InlinePanel("references", heading=_("Sources, in the order of their numbers")),
    InlinePanel("attachments", heading=_("Files")),
]
ABOUT = [*panels(Part.AUDIENCE), *panels(Part.PEOPLE), FieldPanel("slug"), PublishingPanel()]


class NoteAdminForm(WagtailAdminPageForm):
    """Says beside the field what the editor may not point at; previews need a valid form, too."""

    def clean(self) -> dict[str, Any]:
        held = super().clean()
        for name in (*RICH_NAMES, "body"):
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
