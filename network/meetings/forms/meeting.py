"""One meeting: its details, answers, agenda and guests."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.meetings.forms.days import day_input, offer
from network.meetings.models import Meeting
from network.meetings.planning import NotPossible, at_local


class MeetingForm(forms.ModelForm):
    link = forms.URLField(
        label=gettext_lazy("Joining link"), required=False, assume_scheme="https",
        help_text=gettext_lazy("Shown to those invited and to those who chair the group."),
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
            offer(self, duty, councils)
        self.order_fields(["title", "day", "clock"])

    def clean(self):
        super().clean()
        data = self.cleaned_data
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
