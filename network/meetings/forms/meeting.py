"""One meeting: its details, answers, agenda and guests."""

from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.ui.form_fields import model_choice_field
from network.councils.models import Council
from network.meetings.forms.series import day_input, offer
from network.meetings.models import AgendaItem, Group, GroupMember, Meeting
from network.meetings.planning import NotPossible, at_local
from network.people.models import User


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


# Members and files.


class MemberForm(forms.ModelForm):
    """A person or a whole council, from today."""

    class Meta:
        model = GroupMember
        fields = ["person", "council", "part"]
        labels = {
            "person": gettext_lazy("A person"),
            "council": gettext_lazy("Or a whole council"),
            "part": gettext_lazy("Part in the group"),
        }

    def __init__(self, *args, group: Group, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group
        offer(self, "person", User.objects.in_networks([group.network_id]))
        offer(self, "council", Council.objects.in_network(group.network))

    def clean(self):
        super().clean()
        data = self.cleaned_data
        person, council = data.get("person"), data.get("council")
        if bool(person) == bool(council):
            raise ValidationError(_("Choose a person or a council, one of the two."))
        if self.group.members.current().filter(person=person, council=council).exists():
            raise ValidationError(_("That member is in the group already."))
        return data


class AttachmentForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What is it?"), max_length=120)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Up to 10 MB. Those who may see the meeting may see it."),
    )

    item = forms.ModelChoiceField(
        label=gettext_lazy("Which item of the agenda is it for?"),
        queryset=AgendaItem.objects.none(), required=False,
        empty_label=gettext_lazy("The whole meeting"),
    )  # fmt: skip

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        model_choice_field(self, "item").queryset = meeting.agenda.all()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if Path(file.name).suffix.lower().lstrip(".") not in settings.WAGTAILDOCS_EXTENSIONS:
            raise ValidationError(_("Files of this kind cannot be kept here."))
        if file.size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise ValidationError(_("The file is larger than 10 MB."))
        return file
