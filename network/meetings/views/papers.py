"""Adding a file to a meeting, and what is inside it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.inspection.boxes import act, box_of
from hub.posted import posted, posted_files
from network.meetings import papers
from network.meetings.forms.members import AttachmentForm
from network.meetings.views.meeting import led_meeting
from network.meetings.views.signed_in import Request


@login_required
def attach(request: Request, pk: int) -> HttpResponse:
    """A file for the meeting, as visible as the meeting itself once it was looked at."""
    found = led_meeting(request, pk)
    form = AttachmentForm(posted(request), posted_files(request), meeting=found)
    if request.method == "POST" and form.is_valid():
        paper = papers.attach(found, by=request.user, **form.cleaned_data)
        if papers.is_fit(paper):
            return redirect(found)
        messages.warning(request, _("Nobody else has the file yet. Look at what is inside first."))
        return redirect("meetings:paper", pk, paper.pk)
    return render(request, "meetings/attach.html", {"meeting": found, "form": form})


@login_required
def paper(request: Request, pk: int, paper: int) -> HttpResponse:
    """What is inside a file, for those who chair the meeting."""
    meeting = led_meeting(request, pk)
    held = get_object_or_404(meeting.attachments.select_related("document"), pk=paper)
    if request.method == "POST" and "remove" in request.POST:
        papers.take_off(held)
        messages.success(request, _("The file is taken off."))
        return redirect(meeting)
    if request.method == "POST":
        act(request, held.document, meeting.audience_key)
        if papers.open_when_fit(held):
            return redirect(meeting)
        return redirect("meetings:paper", pk, held.pk)
    here = reverse("meetings:paper", args=[pk, held.pk])
    box = box_of(held.document, meeting.audience_key, here)
    return render(request, "meetings/paper.html", {"meeting": meeting, "box": box})
