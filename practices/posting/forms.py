"""The form of a note. What is typed is kept even when something else is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from hub.ui.form_fields import DatePartsField, model_choice_field
from network.councils.models import Council
from practices.models import PracticeNotePage, Topic
from practices.notes.fields import (
    IN_FORM,
    RICH_NAMES,
    TEXT_KINDS,
    Kind,
    NoteField,
    Part,
    named,
)
from practices.notes.references import pointed_at, trouble
from practices.posting.markup import to_html, to_text
from practices.sources.citations import lines_of, sources_from
from practices.tags.services import current_names


class NoteForm(forms.Form):
    """All that a lead fills in, by the table of fields.

    `strict` is for sending in; saving takes whatever there is.
    """

    def __init__(
        self, data: Any = None, *, note: PracticeNotePage, by: Any = None, strict: bool = False
    ) -> None:
        """`by` is whose right to what the texts point at is asked; None asks nothing."""
        self.note, self.by, self.strict = note, by, strict
        super().__init__(data, initial=initial_of(note))
        self.fields |= {one.name: form_field(one) for one in IN_FORM}
        model_choice_field(self, "topics").queryset = Topic.objects.all()
        network = note.council.network if note.council else None
        others = Council.objects.filter(network=network).exclude(pk=note.council_id)
        model_choice_field(self, "co_authors").queryset = others
        self.fields["status"].choice_hints = {  # type: ignore[attr-defined]
            "idea": _("Not tried yet"),
            "trial": _("Being tried, with an end date"),
            "embedded": _("How you work now"),
            "stopped": _("Tried and stopped: others can learn from it"),
            "withdrawn": _("Should no longer be used"),
        }
        self.fields["audience"].choice_hints = {  # type: ignore[attr-defined]
            "public": _("Also people who have not signed in"),
            "network": _("Not its ADASS managers"),
            "council": _("Until you are ready to share it"),
        }

    def clean_sources(self) -> list[Any]:
        found, unknown = sources_from(self.cleaned_data["sources"])
        if unknown:
            raise ValidationError(
                _("Not found among the sources: “%(line)s”. Add its web address after its title.")
                % {"line": unknown[0]}
            )
        return found

    def clean_tags(self) -> list[str]:
        words = (" ".join(word.split()) for word in self.cleaned_data["tags"].split(","))
        tags = list(dict.fromkeys(word[:100] for word in words if word))
        if len(tags) > 20:
            raise ValidationError(_("Use at most 20 tags."))
        return current_names(tags)

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        for field in RICH_NAMES if self.by else ():
            found = pointed_at([rich_from(held.get(field, ""), getattr(self.note, field))])
            for sentence in trouble(found, self.note, self.by):
                self.add_error(field, sentence)
        if self.strict:
            self.ask_for_what_is_missing(held)
        if held.get("position") and not held.get("position_date"):
            held["position_date"] = held.get("date_of_practice")
        return held

    def ask_for_what_is_missing(self, held: dict[str, Any]) -> None:
        if not held.get("title", "").strip():
            self.add_error("title", _("Give the note a title"))
        if not held.get("topics"):
            self.add_error("topics", _("Choose at least one topic"))
        if not held.get("summary", "").strip():
            self.add_error("summary", _("Say in a sentence what it is about"))
        if not held.get("status"):
            self.add_error("status", _("Say how far it has got"))
        has_words = any(held.get(field, "").strip() for field in RICH_NAMES)
        if not has_words and not self.note.body:
            self.add_error("what_we_did", _("Write what you did, or attach it as a file as well"))

    def changes(self) -> dict[str, Any]:
        """Field → value for the draft: of what was typed, all that could be read."""
        held = {
            name: value for name, value in self.cleaned_data.items() if name in self.data_keys()
        }
        for field in RICH_NAMES:
            if field in held:
                held[field] = rich_from(held[field], getattr(self.note, field))
        if not held.get("status"):  # not chosen yet, and a choice made before stands
            held.pop("status", None)
        if "title" in held:
            held["title"] = held["title"].strip() or _("Untitled note")
        return held

    def data_keys(self) -> set[str]:
        """Fields without an error; those are safe to write."""
        return set(self.fields) - set(self.errors)

    def by_part(self) -> dict[str, list[forms.BoundField]]:
        """The fields of each part of the page, as the table has them."""
        return {
            part.value: [self[one.name] for one in IN_FORM if one.part is part] for part in Part
        }


def form_field(one: NoteField) -> forms.Field:
    """The field of the table as Django's form has it, none of them required."""
    made = MAKERS[one.kind](one)
    made.label, made.help_text, made.required = one.question, one.hint, one.name == "audience"
    made.optional = one.optional  # type: ignore[attr-defined]  # read by the page
    return made


def text_field(one: NoteField) -> forms.Field:
    rich = 60_000 if one.kind is Kind.RICH else 0
    most = one.most or rich or PracticeNotePage._meta.get_field(one.name).max_length
    area = forms.Textarea(attrs={"rows": one.rows}) if one.rows else None
    return forms.CharField(max_length=most, widget=area)


def choice_field(one: NoteField) -> forms.Field:
    choices = PracticeNotePage._meta.get_field(one.name).choices
    return forms.ChoiceField(choices=choices or (), widget=forms.RadioSelect)


def set_field(_one: NoteField) -> forms.Field:
    """The form says which rows there are to choose from."""
    nothing = Topic.objects.none()
    return forms.ModelMultipleChoiceField(nothing, widget=forms.CheckboxSelectMultiple)


MAKERS: dict[Kind, Callable[[NoteField], forms.Field]] = {
    Kind.LINE: text_field,
    Kind.WORDS: text_field,
    Kind.RICH: text_field,
    Kind.SOURCES: text_field,
    Kind.NAMES: text_field,
    Kind.CHOICE: choice_field,
    Kind.SET: set_field,
    Kind.DAY: lambda _one: DatePartsField(),
}


def rich_from(text: str, held: str) -> str:
    """Rich text of the box; where nothing was changed the old text stays to the letter."""
    return held if text.strip() == to_text(held).strip() else to_html(text)


def initial_of(note: PracticeNotePage) -> dict[str, Any]:
    """What the boxes hold when the form is opened."""
    held = {one.name: IN_BOX.get(one.kind, getattr)(note, one.name) for one in IN_FORM}
    if held["title"] == _("Untitled note"):
        held["title"] = ""
    return held


IN_BOX: dict[Kind, Callable[[PracticeNotePage, str], Any]] = {
    Kind.RICH: lambda note, name: to_text(getattr(note, name)),
    Kind.SET: lambda note, name: [row.pk for row in getattr(note, name).all()],
    Kind.NAMES: lambda note, name: ", ".join(row.name for row in getattr(note, name).all()),
    Kind.SOURCES: lambda note, _name: lines_of(note),
}


def words_of(note: PracticeNotePage) -> str:
    """All its words, plain, for checks."""
    said = [strip_tags(getattr(note, name)) for name in named(TEXT_KINDS)]
    return "\n".join([*said, strip_tags(str(note.body))])
