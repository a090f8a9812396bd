"""Proposals by anyone invited; order and acceptance by the chair."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hub.numbers import whole_number
from hub.posted import posted
from network.meetings import inviting
from network.meetings.forms import ItemForm
from network.meetings.models import Meeting
from network.meetings.permissions import can_chair, is_invited, must
from network.meetings.views.meeting import seen_meeting
from network.meetings.views.signed_in import Request


@login_required
def agenda(request: Request, pk: int) -> HttpResponse:
    meeting = seen_meeting(request, pk)
    chairs = can_chair(request.user, meeting.group)
    must(chairs or is_invited(request.user, meeting), _("Only people invited can propose items."))
    if request.method == "POST" and chairs and "order" in request.POST:
        _arrange(meeting, request)
        messages.success(request, _("The agenda is saved."))
        return redirect("meetings:agenda", pk)
    form = ItemForm(posted(request))
    if request.method == "POST" and form.is_valid():
        inviting.propose_item(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. The chair decides what goes on the agenda."))
        return redirect("meetings:agenda", pk)
    items = list(meeting.agenda.select_related("proposed_by"))
    context = {"meeting": meeting, "items": items, "form": form, "chairs": chairs}
    return render(request, "meetings/agenda.html", context)


@transaction.atomic
def _arrange(meeting: Meeting, request: Request) -> None:
    for item in meeting.agenda.all():
        place = request.POST.get(f"place-{item.pk}", "")
        minutes = request.POST.get(f"minutes-{item.pk}", "")
        if f"remove-{item.pk}" in request.POST:
            item.delete()
            continue
        if (position := whole_number(place, most=999)) is not None:
            item.position = position
        item.minutes = whole_number(minutes, most=999)
        item.who_leads = request.POST.get(f"leads-{item.pk}", "")[:120]
        item.accepted = f"accepted-{item.pk}" in request.POST
        item.save()
