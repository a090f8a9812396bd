"""Minutes are typed as plain text and kept as simple HTML; here is the way there and back."""

import nh3
from bs4 import BeautifulSoup
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hub.access.audience import PUBLIC
from hub.inspection.boxes import act, boxes_of
from hub.inspection.looking import address_after_look
from hub.ui.form_fields import posted, posted_files
from network.meetings import papers
from network.meetings.forms.meeting import AttachmentForm
from network.meetings.forms.series import offer_words
from network.meetings.models import Meeting, Minutes
from network.meetings.permissions import can_chair
from network.meetings.views.meeting import led_meeting
from network.people.views.decorators import SignedInRequest

ALLOWED = {"h3", "p", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br"}


def as_html(text: str) -> str:
    """Paragraphs, lists and headings from plain text; whatever looks like HTML is shown as typed."""
    parts = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if lines and lines[0].startswith("#"):
            parts.append(f"<h3>{nh3.clean_text(lines.pop(0).lstrip('# '))}</h3>")
        if lines and all(line.startswith(("- ", "* ")) for line in lines):
            items = "".join(f"<li>{nh3.clean_text(line[2:])}</li>" for line in lines)
            parts.append(f"<ul>{items}</ul>")
        elif lines:
            parts.append("<p>" + "<br>".join(nh3.clean_text(line) for line in lines) + "</p>")
    return nh3.clean("".join(parts), tags=ALLOWED, attributes={"a": {"href"}})


def as_text(html: str) -> str:
    """The same text again for the form."""
    blocks = []
    for part in BeautifulSoup(html or "", "html.parser").find_all(["h3", "p", "ul", "ol"]):
        if part.name == "h3":
            blocks.append(f"# {part.get_text()}")
        elif part.name == "p":
            blocks.append(part.get_text("\n") if part.find("br") else _one_line(part.get_text()))
        else:
            blocks.append("\n".join(f"- {_one_line(li.get_text())}" for li in part.find_all("li")))
    return "\n\n".join(blocks)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# Minutes: a rich text with its own audience, draft or final.


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
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
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


def minutes(request: SignedInRequest, pk: int) -> HttpResponse:
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


# Adding a file to a meeting, and what is inside it.


@login_required
def attach(request: SignedInRequest, pk: int) -> HttpResponse:
    """A file for the meeting, as visible as the meeting itself once it was looked at."""
    found = led_meeting(request, pk)
    form = AttachmentForm(posted(request), posted_files(request), meeting=found)
    if request.method == "POST" and form.is_valid():
        paper = papers.attach(found, by=request.user, **form.cleaned_data)
        after = reverse("meetings:paper_looked_into", args=[pk, paper.pk])
        return redirect(address_after_look(request, [paper.document], after))
    return render(request, "meetings/attach.html", {"meeting": found, "form": form})


@login_required
@require_safe
def looked_into(request: SignedInRequest, pk: int, paper: int) -> HttpResponse:
    """On to the meeting, or to what has to be looked at before its readers have the file."""
    meeting = led_meeting(request, pk)
    held = get_object_or_404(meeting.attachments.select_related("document"), pk=paper)
    if papers.is_fit(held):
        return redirect(meeting)
    messages.warning(request, _("Nobody else has the file yet. Look at what is inside first."))
    return redirect("meetings:paper", pk, held.pk)


@login_required
def paper(request: SignedInRequest, pk: int, paper: int) -> HttpResponse:
    """What is inside a file, for those who chair the meeting."""
    meeting = led_meeting(request, pk)
    held = get_object_or_404(meeting.attachments.select_related("document"), pk=paper)
    if request.method == "POST" and "remove" in request.POST:
        papers.take_off(held)
        messages.success(request, _("The file is taken off."))
        return redirect(meeting)
    if request.method == "POST":
        after = reverse("meetings:paper_looked_into", args=[pk, held.pk])
        return redirect(act(request, held.document, meeting.audience_key, after))
    files = [(held.document, reverse("meetings:paper", args=[pk, held.pk]))]
    [box] = boxes_of(request, files, meeting.audience_key)
    return render(request, "meetings/paper.html", {"meeting": meeting, "box": box})
