"""Groups, school holidays and days to keep free."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.councils.models import Council
from network.meetings.forms.series import day_input, offer
from network.meetings.models import ChairBlockedDay, Group, HostAway, Meeting, SchoolHoliday


class GroupForm(forms.ModelForm):
    class Meta:
        model = Group
        fields = [
            "name", "kind", "reports_to", "remit", "terms", "not_yet_heard", "decision_rule",
            "quorum",
        ]  # fmt: skip

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "reports_to", groups)


class HolidayFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("Columns: council, name, first, last. Dates like 2027-03-31."),
    )


class SpanOfDaysForm(forms.ModelForm):
    """From a first to a last day, both included."""

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("It ends before it starts."))
        return data


class BlockedDayForm(SpanOfDaysForm):
    class Meta:
        model = ChairBlockedDay
        fields = ["first", "last", "why"]
        widgets = {"first": day_input(), "last": day_input()}
        labels = {"first": gettext_lazy("From"), "last": gettext_lazy("Until and including")}


class SchoolHolidayForm(SpanOfDaysForm):
    class Meta:
        model = SchoolHoliday
        fields = ["council", "name", "first", "last"]
        widgets = {"first": day_input(), "last": day_input()}
        labels = {"first": gettext_lazy("From"), "last": gettext_lazy("Until and including")}

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "council", councils)


# Who is away, why a host cannot, and how it went.


class AwayForm(SpanOfDaysForm):
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
        offer(self, "council", councils)
        if not may_leave:
            del self.fields["leave"]


class ReasonForm(forms.Form):
    """`volunteers`: councils that the chair may name; none for anybody else."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        choices=[(one, one) for one in ("cover", "swap", "replan", "volunteer")],
        error_messages={"required": gettext_lazy("Choose one of the ways.")},
    )
    volunteer = forms.ModelChoiceField(
        label=gettext_lazy("Which council offers?"), queryset=Council.objects.none(),
        required=False, empty_label=gettext_lazy("Choose a council"),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why is there another host?"),
        help_text=gettext_lazy("It is written in the record that members see."),
        max_length=200,
    )

    def __init__(self, *args, volunteers: Sequence[Council] = (), **kwargs):
        super().__init__(*args, **kwargs)
        rows = Council.objects.filter(pk__in=[one.pk for one in volunteers])
        offer(self, "volunteer", rows.order_by("short_name"))

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("kind") == "volunteer" and not data.get("volunteer"):
            self.add_error("volunteer", _("Choose the council that offers to host."))
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
        offer(self, "host", councils)
