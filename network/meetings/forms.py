"""Forms of the meetings room."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.councils.models import Council
from network.meetings.dates import Proposed
from network.meetings.models import (
    Answer,
    ChairBlockedDay,
    Group,
    HostAway,
    Meeting,
    Series,
    Way,
)
from network.meetings.models.series import Rhythm
from network.meetings.planning import NotPossible, Wanted, at_local


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})


class SeriesForm(forms.ModelForm):
    link = forms.URLField(
        label=gettext_lazy("Usual joining link"), required=False, assume_scheme="https"
    )

    class Meta:
        model = Series
        fields = [
            "group", "name", "rhythm", "every_weeks", "nth", "weekday", "starts_at", "minutes",
            "way", "place", "link", "hosted_in_turn", "agenda_template", "informal_from",
            "informal_to",
        ]  # fmt: skip
        widgets = {
            "starts_at": forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
            "informal_from": day_input(),
            "informal_to": day_input(),
            "agenda_template": forms.Textarea(attrs={"rows": 5}),
        }
        labels = {
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
            "informal_from": gettext_lazy("For a time when nobody hosts and nobody owes."),
        }

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups
        if len(groups) == 1:
            self.fields["group"].initial = groups[0]

    def clean(self):
        data = super().clean()
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
        data = super().clean()
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
        data = super().clean()
        for text in self._texts():
            if _day(text) is None:
                self.add_error(None, _("“%s” is not a date. Write it like 2027-03-31.") % text)
        if not self.errors and not self.days():
            self.add_error(None, _("Keep or add at least one date."))
        return data

    def _texts(self) -> list[str]:
        return [text.strip() for text in self.data.getlist("day") if text.strip()]

    def days(self) -> list[date]:
        return [day for text in self._texts() if (day := _day(text))]

    def rows(self) -> list[Proposed]:
        return [Proposed(one.day, one.day, one.reason) for one in self.wanted()]

    def wanted(self) -> list[Wanted]:
        """A date changed by hand loses the reason it was proposed with."""
        pairs = zip(self.data.getlist("day"), self.data.getlist("proposed"), strict=False)
        kept = {text.strip() for text, proposed in pairs if text.strip() == proposed}
        reasons = dict(
            zip(self.data.getlist("proposed"), self.data.getlist("reason"), strict=False)
        )
        return [
            Wanted(day, reasons.get(str(day), "")[:400] if str(day) in kept else "")
            for day in self.days()
        ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class MeetingForm(forms.ModelForm):
    link = forms.URLField(
        label=gettext_lazy("Joining link"), required=False, assume_scheme="https",
        help_text=gettext_lazy("Shown only to those invited."),
    )  # fmt: skip
    day = forms.DateField(label=gettext_lazy("Date"), widget=day_input())
    clock = forms.TimeField(
        label=gettext_lazy("Start"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
    )

    class Meta:
        model = Meeting
        fields = [
            "title", "minutes", "way", "venue", "postcode", "access_notes", "link",
            "room_capacity", "online_capacity", "note_taker", "online_support", "speakers",
        ]  # fmt: skip
        widgets = {
            "access_notes": forms.Textarea(attrs={"rows": 3}),
            "speakers": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "minutes": gettext_lazy("Length in minutes"),
            "way": gettext_lazy("How people meet"),
            "access_notes": gettext_lazy("Getting in and around"),
            "room_capacity": gettext_lazy("Places in the room"),
            "online_capacity": gettext_lazy("Places online"),
        }

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        start = timezone.localtime(self.instance.starts)
        self.fields["day"].initial, self.fields["clock"].initial = start.date(), start.time()
        for duty in ("note_taker", "online_support"):
            self.fields[duty].queryset = councils
        self.order_fields(["title", "day", "clock"])

    def clean(self):
        data = super().clean()
        if data.get("day") and data.get("clock"):
            try:
                data["starts"] = at_local(data["day"], data["clock"])
            except NotPossible as error:
                self.add_error("clock", str(error))
        duties = [data.get("note_taker"), data.get("online_support")]
        if self.instance.host and self.instance.host in duties:
            raise ValidationError(
                _("The host has enough to do: choose others for notes and online.")
            )
        return data

    def new_values(self) -> dict:
        """The fields as `inviting.change` wants them."""
        names = [*self.Meta.fields, "starts"]
        return {name: self.cleaned_data[name] for name in names}

    def _post_clean(self):
        """The service writes, so the instance stays as it was."""


class CancelForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Why is it cancelled?"),
        help_text=gettext_lazy("Everyone invited reads this."),
        max_length=300,
    )


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=gettext_lazy("Will you come?"), widget=forms.RadioSelect)
    guests = forms.IntegerField(
        label=gettext_lazy("How many guests or supporters come with you?"),
        min_value=0, max_value=20, initial=0, required=False,
    )  # fmt: skip
    access_needs = forms.CharField(
        label=gettext_lazy("What do you need to take part?"),
        help_text=gettext_lazy("Only the host and the chair see this."),
        widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000,
    )  # fmt: skip

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        offered = {
            Way.PERSON: [Answer.IN_PERSON],
            Way.ONLINE: [Answer.ONLINE],
            Way.HYBRID: [Answer.IN_PERSON, Answer.ONLINE],
        }[Way(meeting.way)]
        choices = [*offered, Answer.NO, Answer.PERHAPS]
        self.fields["answer"].choices = [(one.value, one.label) for one in choices]

    def clean_guests(self) -> int:
        return self.cleaned_data.get("guests") or 0


class AwayForm(forms.ModelForm):
    leave = forms.BooleanField(
        label=gettext_lazy("This is a leave of duty"),
        help_text=gettext_lazy("The council then owes nothing for that time. Chairs only."),
        required=False,
    )

    class Meta:
        model = HostAway
        fields = ["council", "first", "last", "reason"]
        widgets = {"first": day_input(), "last": day_input()}
        labels = {"first": gettext_lazy("From"), "last": gettext_lazy("Until and including")}

    def __init__(self, *args, councils, may_leave: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils
        if not may_leave:
            del self.fields["leave"]

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("It ends before it starts."))
        return data


class ReasonForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        choices=[(one, one) for one in ("cover", "swap", "replan")],
        error_messages={"required": gettext_lazy("Choose one of the ways.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why can the host not host?"),
        help_text=gettext_lazy("It is written in the record that members see."),
        max_length=200,
    )


class InviteForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)


class ItemForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What should we talk about?"), max_length=200)
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes?"), min_value=1, max_value=600, required=False
    )
    why = forms.CharField(
        label=gettext_lazy("Why, in a sentence or two"),
        widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=1000,
    )  # fmt: skip


class GroupForm(forms.ModelForm):
    class Meta:
        model = Group
        fields = [
            "name", "kind", "reports_to", "remit", "terms", "not_yet_heard", "decision_rule",
            "quorum",
        ]  # fmt: skip

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].queryset = groups


class HolidayFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("Columns: council, name, first, last. Dates like 2027-03-31."),
    )


class BlockedDayForm(forms.ModelForm):
    class Meta:
        model = ChairBlockedDay
        fields = ["first", "last", "why"]
        widgets = {"first": day_input(), "last": day_input()}
        labels = {"first": gettext_lazy("From"), "last": gettext_lazy("Until and including")}

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("It ends before it starts."))
        return data


class HeldForm(forms.ModelForm):
    class Meta:
        model = Meeting
        fields = ["host", "outside_host", "informal", "head_count", "came"]
        labels = {
            "outside_host": gettext_lazy("Or a host from outside the network"),
            "informal": gettext_lazy("It was informal"),
            "head_count": gettext_lazy("How many came"),
        }

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = councils


def council_choices(slugs: list[str]):
    return Council.objects.filter(slug__in=slugs)
