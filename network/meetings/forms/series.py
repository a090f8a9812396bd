"""The box for a date, and what a choice offers."""

from datetime import date, timedelta
from itertools import zip_longest

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.meetings.dates import Proposed
from network.meetings.models import Series
from network.meetings.models.series import Rhythm
from network.meetings.planning import Wanted


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})


def offer(form: forms.BaseForm, name: str, rows: QuerySet, nothing: str = "") -> None:
    """Let this choice of the form be among these rows; `nothing` is what an empty choice says."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} is no choice among rows")
    field.queryset = rows
    if nothing and field.empty_label is not None:
        field.empty_label = nothing


def offer_words(form: forms.BaseForm, name: str, choices: list[tuple[str, str]]) -> None:
    """Let this choice of the form be among these words."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice")
    field.choices = choices


# A series and its dates.


class SeriesForm(forms.ModelForm):
    link = forms.URLField(
        label=gettext_lazy("Usual joining link"), required=False, assume_scheme="https"
    )

    class Meta:
        model = Series
        fields = [
            "group", "name", "rhythm", "every_weeks", "nth", "weekday", "starts_at", "minutes",
            "way", "place", "link", "hosted_in_turn", "own_turns", "agenda_template", "informal_from",
            "informal_to",
        ]  # fmt: skip
        widgets = {
            "starts_at": forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
            "informal_from": day_input(),
            "informal_to": day_input(),
            "agenda_template": forms.Textarea(attrs={"rows": 5}),
        }
        error_messages = {
            "group": {"required": gettext_lazy("Choose the group that meets.")},
            "name": {"required": gettext_lazy("Say what the series is called.")},
        }
        labels = {
            "group": gettext_lazy("Which group meets?"),
            "name": gettext_lazy("What is the series called?"),
            "rhythm": gettext_lazy("How often?"),
            "every_weeks": gettext_lazy("Weeks between two meetings"),
            "nth": gettext_lazy("Which one of the month"),
            "weekday": gettext_lazy("Day of the week"),
            "way": gettext_lazy("How people meet"),
            "agenda_template": gettext_lazy("Usual agenda"),
            "informal_from": gettext_lazy("Informal from"),
            "informal_to": gettext_lazy("Informal until"),
        }
        help_texts = {
            "every_weeks": gettext_lazy("Only for “every so many weeks”."),
            "nth": gettext_lazy("Only for “every month” and “every two months”."),
            "agenda_template": gettext_lazy("One item a line, like this: Welcome | 10"),
            "informal_from": gettext_lazy("For a time when nobody hosts and nobody owes."),
        }

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "group", groups, nothing=_("Choose a group"))
        if len(groups) == 1:
            self.fields["group"].initial = groups[0]

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("rhythm") == Rhythm.WEEKS and not data.get("every_weeks"):
            self.add_error("every_weeks", _("Enter how many weeks lie between two meetings."))
        start, end = data.get("informal_from"), data.get("informal_to")
        if start and end and end < start:
            self.add_error("informal_to", _("The informal period ends before it starts."))
        return data


class SpanForm(forms.Form):
    """From when until when dates are proposed; a year from tomorrow unless said otherwise."""

    first = forms.DateField(label=gettext_lazy("From"), widget=day_input())
    until = forms.DateField(label=gettext_lazy("Until"), widget=day_input())

    def __init__(self, data=None):
        tomorrow = timezone.localdate() + timedelta(days=1)
        self.usual = (tomorrow, tomorrow + timedelta(days=365))
        super().__init__(data, initial={"first": self.usual[0], "until": self.usual[1]})

    def clean(self):
        super().clean()
        data = self.cleaned_data
        first, until = data.get("first"), data.get("until")
        if first and until and until < first:
            raise ValidationError(_("The last date is before the first."))
        if first and until and (until - first).days > 3 * 366:
            raise ValidationError(_("Plan at most three years at a time."))
        return data

    def span(self) -> tuple[date, date]:
        if self.is_bound and self.is_valid():
            return self.cleaned_data["first"], self.cleaned_data["until"]
        return self.usual


class DatesForm(forms.Form):
    """Dates as the page lists them: `day` repeated, with `reason` beside each; blanks are left out."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        super().clean()
        data = self.cleaned_data
        for text in self._texts():
            if _day(text) is None:
                self.add_error(None, _("“%s” is not a date. Write it like 2027-03-31.") % text)
        if not self.errors and not self.days():
            self.add_error(None, _("Keep or add at least one date."))
        return data

    def _all(self, name: str) -> list[str]:
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else []

    def _texts(self) -> list[str]:
        return [text.strip() for text in self._all("day") if text.strip()]

    def days(self) -> list[date]:
        return [day for text in self._texts() if (day := _day(text))]

    def rows(self) -> list[Proposed]:
        return [Proposed(one.day, one.wished or one.day, one.reason) for one in self.wanted()]

    def wanted(self) -> list[Wanted]:
        """A date changed by hand loses the reason it was proposed with."""
        columns = [self._all(name) for name in ("day", "proposed", "reason", "wished")]
        wanted = []
        for text, proposed, reason, wished in zip_longest(*columns, fillvalue=""):
            if day := _day(text.strip()):
                kept = text.strip() == proposed
                wanted.append(Wanted(day, reason[:400] if kept else "", _day(wished)))
        return wanted


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
