"""Adding a file to a meeting, and what is inside it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.inspection.boxes import act, boxes_of
from hub.inspection.looking import address_after_look
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
        after = reverse("meetings:paper_looked_into", args=[pk, paper.pk])
        return redirect(address_after_look(request, [paper.document], after))
    return render(request, "meetings/attach.html", {"meeting": found, "form": form})


@login_required
@require_safe
def looked_into(request: Request, pk: int, paper: int) -> HttpResponse:
    """On to the meeting, or to what has to be looked at before its readers have the file."""
    meeting = led_meeting(request, pk)
    held = get_object_or_404(meeting.attachments.select_related("document"), pk=paper)
    if papers.is_fit(held):
        return redirect(meeting)
    messages.warning(request, _("Nobody else has the file yet. Look at what is inside first."))
    return redirect("meetings:paper", pk, held.pk)


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
        after = reverse("meetings:paper_looked_into", args=[pk, held.pk])
        return redirect(act(request, held.document, meeting.audience_key, after))
    files = [(held.document, reverse("meetings:paper", args=[pk, held.pk]))]
    [box] = boxes_of(request, files, meeting.audience_key)
    return render(request, "meetings/paper.html", {"meeting": meeting, "box": box})
