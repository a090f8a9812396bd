"""What an editor says of the files that they upload."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.access.audience import Level
from hub.ui.form_fields import model_choice_field
from practices.importing.incoming import count_notes, incoming_from
from practices.importing.limits import MEGABYTE
from practices.importing.plan import Options, SameName
from practices.importing.report import Renewal
from practices.posting.permissions import importable_councils, may_publish

# A page must answer before the server gives up on it; an archive is for the command.
MOST_FILES = 40
MOST_BYTES = 40 * MEGABYTE
MOST_NOTES = 1_000


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; `clean` gives a list. An empty one is for the import to name."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data) if isinstance(data, Iterable) and not hasattr(data, "read") else [data]
        files = [file for file in files if file]
        if not files:
            raise forms.ValidationError(self.error_messages["required"])
        return files


class ImportForm(forms.Form):
    """Files, council, audience, and whether they appear at once."""

    files = FilesField(  # type: ignore[assignment]  # no attribute: Django takes fields off the class
        label=_("Files"),
        help_text=_(
            "Word, ODT, RTF, PDF, Markdown, HTML, text or JSON lines. Up to 40 files, 40 MB in all."
        ),
        error_messages={"required": _("Choose at least one file")},
        widget=SeveralFiles(attrs={"accept": ".docx,.odt,.rtf,.pdf,.md,.html,.htm,.txt,.jsonl"}),
    )
    council: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Council"),
        queryset=None,
        required=False,
        empty_label=_("The files name their council"),
        help_text=_("For files that do not name their council."),
        error_messages={"invalid_choice": _("Choose a council that you may import for")},
    )
    audience = forms.ChoiceField(
        label=_("Who can see the notes?"),
        choices=[("", _("As each file says; else the network")), *Level.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    publish = forms.ChoiceField(
        label=_("What becomes of them?"),
        choices=[("", _("Drafts in “My notes”")), ("yes", _("Published at once"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.councils = importable_councils(user)
        council = model_choice_field(self, "council")
        council.queryset = self.councils
        if self.councils.count() == 1:
            council.empty_label = None
            council.initial = self.councils.first()
        if not may_publish(user):
            del self.fields["publish"]

    def clean_files(self) -> list[Any]:
        """Raises ValidationError for more than one page can take in."""
        files = self.cleaned_data["files"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Choose at most 40 files at a time"))
        if sum(file.size for file in files) > MOST_BYTES:
            raise forms.ValidationError(_("Choose files of at most 40 MB in all"))
        notes = count_notes(incoming_from(file) for file in files)
        if notes > MOST_NOTES:
            raise forms.ValidationError(
                _(
                    "These files hold about %(notes)s notes. This page takes up to %(most)s; ask "
                    "an administrator to import the archive with the command import_notes"
                )
                % {"notes": notes, "most": MOST_NOTES}
            )
        return files

    def choices_made(self) -> dict[str, Any]:
        """What the session keeps between the dry run and the import."""
        council = self.cleaned_data["council"]
        return {
            "council": council.pk if council else None,
            "audience": self.cleaned_data["audience"],
            "publish": self.cleaned_data.get("publish") == "yes",
        }


class SameNameForm(forms.Form):
    """For each file whose name a note came from: is it that note, or another?"""

    def __init__(self, renewals: Iterable[Renewal], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named: dict[str, str] = {}
        self.asked: dict[str, Renewal] = {}
        for one in renewals:
            if one.by_name and one.file not in self.named.values():
                name = f"same-{len(self.named)}"
                self.named[name], self.asked[name] = one.file, one
                self.fields[name] = self.question(one)

    def question(self, one: Renewal) -> forms.ChoiceField:
        words = {"file": one.file, "title": one.title, "new": one.new_title}
        return forms.ChoiceField(
            label=_("Does “%(file)s” renew “%(title)s”?") % words,
            choices=[
                (SameName.RENEW, _("Yes, it is the same note: renew it")),
                (SameName.NEW, _("No: make a new note, “%(new)s”") % words),
                (SameName.LEAVE, _("Leave this file out")),
            ],
            initial=SameName.RENEW if one.is_alike else None,
            required=not one.is_alike,
            widget=forms.RadioSelect,
            error_messages={"required": _("Say what “%(file)s” is") % words},
        )

    def rows(self) -> list[tuple[forms.BoundField, Renewal]]:
        return [(self[name], one) for name, one in self.asked.items()]

    def choices(self) -> dict[str, str]:
        """By file: `SameName`."""
        return {
            file: self.cleaned_data[name] or SameName.RENEW for name, file in self.named.items()
        }


def options_for(user: Any, made: dict[str, Any], *, dry_run: bool) -> Options:
    """Options of an import by this person; her rights are asked again each time."""
    councils = importable_councils(user)
    chosen: Any = made.get("council")  # None finds no council
    return Options(
        council=councils.filter(pk=chosen).select_related("page").first(),
        publish=bool(made.get("publish")) and may_publish(user),
        audience=made.get("audience", ""),
        dry_run=dry_run,
        by=user,
        owner=user,
        only_councils=frozenset(councils.values_list("pk", flat=True)),
        same_name=made.get("same_name", {}),
    )
