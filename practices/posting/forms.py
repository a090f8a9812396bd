"""The form of a note. What is typed is kept even when something else is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.access.audience import Level
from hub.ui.form_fields import DatePartsField, model_choice_field
from network.councils.models import Council
from practices.models import PracticeNotePage, Topic
from practices.notes.models import Status
from practices.notes.references import pointed_at, trouble
from practices.posting.markup import to_html, to_text
from practices.sources.citations import lines_of, sources_from
from practices.tags.services import current_names

RICH = ("what_we_did", "why", "what_came_of_it")
MARKS_HINT = gettext_lazy(
    "A blank line starts a new paragraph, - a point in a list, ## a heading. "
    "No names or details of people who use direct payments"
)


def story(label: Any, hint: Any, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class NoteForm(forms.Form):
    """All that a lead fills in. `strict` is for sending in; saving takes whatever there is."""

    title = forms.CharField(
        label=gettext_lazy("What do you call it?"),
        help_text=gettext_lazy("Say what is done, in words a new colleague would use"),
        max_length=200,
        required=False,
    )
    summary = forms.CharField(
        label=gettext_lazy("In one or two sentences"),
        help_text=gettext_lazy("Up to 400 characters. It is what others see in lists"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Topics"),
        help_text=gettext_lazy("Choose all that fit"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        help_text=gettext_lazy("Words of your own, with commas between them"),
        max_length=300,
        required=False,
    )
    status = forms.ChoiceField(
        label=gettext_lazy("How far has it got?"),
        help_text=gettext_lazy("Choose what is true today. You can change it later"),
        choices=Status.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    what_we_did = story(gettext_lazy("What did you do?"), MARKS_HINT, 8)
    why = story(
        gettext_lazy("Why did you do it?"),
        gettext_lazy("What was going wrong, or could be better"),
        5,
    )
    what_came_of_it = story(
        gettext_lazy("What came of it?"),
        gettext_lazy("Figures if you have them. What went wrong is as useful as what went well"),
        5,
    )
    position = forms.CharField(
        label=gettext_lazy("Your council’s position, in one line"),
        help_text=gettext_lazy("Shown beside other councils’ positions, with its date"),
        max_length=400,
        required=False,
    )
    position_date = DatePartsField(
        label=gettext_lazy("Since when is that your position?"), required=False
    )
    sources = forms.CharField(
        label=gettext_lazy("Published sources it rests on"),
        help_text=gettext_lazy(
            "One a line: the web address or the title of a source on the hub. "
            "A new one: its title, then its web address"
        ),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contact_role = forms.CharField(
        label=gettext_lazy("Whom to ask"),
        help_text=gettext_lazy("A role, not a person, such as: direct payments lead"),
        max_length=120,
        required=False,
    )
    co_authors = forms.ModelMultipleChoiceField(
        Council.objects.none(),
        label=gettext_lazy("Other councils that wrote it with you"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who can see it?"), choices=Level.choices, widget=forms.RadioSelect
    )
    date_of_practice = DatePartsField(label=gettext_lazy("When did it start?"), required=False)
    review_by = DatePartsField(
        label=gettext_lazy("When should you look at it again?"),
        help_text=gettext_lazy("We remind you then. For example, 31 3 2027"),
        required=False,
    )

    def __init__(
        self, data: Any = None, *, note: PracticeNotePage, by: Any = None, strict: bool = False
    ) -> None:
        """`by` is whose right to what the texts point at is asked; None asks nothing."""
        self.note, self.by, self.strict = note, by, strict
        super().__init__(data, initial=initial_of(note))
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
        for field in RICH if self.by else ():
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
        has_words = any(held.get(field, "").strip() for field in RICH)
        if not has_words and not self.note.body:
            self.add_error("what_we_did", _("Write what you did, or attach it as a file as well"))

    def changes(self) -> dict[str, Any]:
        """Field → value for the draft: of what was typed, all that could be read."""
        held = {
            name: value for name, value in self.cleaned_data.items() if name in self.data_keys()
        }
        for field in RICH:
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


def rich_from(text: str, held: str) -> str:
    """Rich text of the box; where nothing was changed the old text stays to the letter."""
    return held if text.strip() == to_text(held).strip() else to_html(text)


def initial_of(note: PracticeNotePage) -> dict[str, Any]:
    plain = {
        field: getattr(note, field)
        for field in (
            "title", "summary", "status", "position", "position_date", "contact_role",
            "audience", "date_of_practice", "review_by",
        )
    }  # fmt: skip
    if plain["title"] == _("Untitled note"):
        plain["title"] = ""
    return plain | {
        **{field: to_text(getattr(note, field)) for field in RICH},
        "topics": [topic.pk for topic in note.topics.all()],
        "co_authors": [council.pk for council in note.co_authors.all()],
        "tags": ", ".join(tag.name for tag in note.tags.all()),
        "sources": lines_of(note),
    }


def words_of(note: PracticeNotePage) -> str:
    """All its words, plain, for checks."""
    rich = " ".join(strip_tags(getattr(note, field)) for field in RICH)
    said = [note.title, note.summary, note.position, note.contact_role, rich]
    return "\n".join([*said, strip_tags(str(note.body))])
