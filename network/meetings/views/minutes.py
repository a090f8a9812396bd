"""Minutes: a rich text with its own audience, draft or final."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.audience import PUBLIC
from hub.posted import posted
from network.meetings.forms.days import offer_words
from network.meetings.minutes_text import as_html, as_text
from network.meetings.models import Meeting, Minutes
from network.meetings.permissions import can_chair
from network.meetings.views.meeting import led_meeting
from network.meetings.views.signed_in import Request


class MinutesForm(forms.ModelForm):
    audience = forms.ChoiceField(label=gettext_lazy("Who may read them?"), widget=forms.RadioSelect)

    class Meta:
        model = Minutes
        fields = ["text", "final"]
        widgets = {"text": forms.Textarea(attrs={"rows": 18})}
        labels = {
            "text": gettext_lazy("What was said and agreed"),
            "final": gettext_lazy("These minutes are final"),
        }
        help_texts = {
            "text": gettext_lazy(
                "An empty line starts a paragraph, # a heading, - an item of a list."
            )
        }

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        network = meeting.group.network_id
        choices = {
            meeting.group.audience_key: _("The group's members"),
            f"network:{network}": _("The network"),
            f"adass:{network}": _("The network and ADASS"),
            PUBLIC: _("Everyone, in public"),
        }
        offer_words(self, "audience", list(choices.items()))
        self.fields["audience"].initial = self.instance.audience_key or meeting.audience_key
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 18})
        self.initial["text"] = as_text(self.instance.text)

    def clean_text(self) -> str:
        return as_html(self.cleaned_data["text"])


@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    meeting = led_meeting(request, pk)
    written = Minutes.objects.filter(meeting=meeting).first() or Minutes(meeting=meeting)
    form = MinutesForm(posted(request), instance=written, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        minutes = form.save(commit=False)
        minutes.audience_key = form.cleaned_data["audience"]
        minutes.written_by = request.user
        minutes.save()
        messages.success(request, _("The minutes are saved."))
        return redirect(minutes)
    return render(request, "meetings/minutes_form.html", {"meeting": meeting, "form": form})


def minutes(request: Request, pk: int) -> HttpResponse:
    """Readable by its own audience, which may be wider than the meeting's."""
    found = get_object_or_404(
        Minutes.objects.visible_to(request.user).select_related("meeting__group"), meeting_id=pk
    )
    meeting = found.meeting
    seen = Meeting.objects.visible_to(request.user).filter(pk=pk).exists()
    context = {
        "minutes": found, "meeting": meeting, "seen": seen,
        "chairs": can_chair(request.user, meeting.group),
    }  # fmt: skip
    return render(request, "meetings/minutes.html", context)
