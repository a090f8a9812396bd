"""Members and files."""

from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.form_parts import model_choice_field
from network.councils.models import Council
from network.meetings.forms.days import offer
from network.meetings.models import AgendaItem, Group, GroupMember, Meeting
from network.people.models import User


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
