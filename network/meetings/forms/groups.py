"""Groups, school holidays and days to keep free."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.meetings.forms.days import day_input, offer
from network.meetings.models import (
    ChairBlockedDay,
    Group,
)


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


class BlockedDayForm(forms.ModelForm):
    class Meta:
        model = ChairBlockedDay
        fields = ["first", "last", "why"]
        widgets = {"first": day_input(), "last": day_input()}
        labels = {"first": gettext_lazy("From"), "last": gettext_lazy("Until and including")}

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("It ends before it starts."))
        return data
