"""One meeting: its page, its changes, its cancellation, one more guest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.inputs import whole_number
from hub.ui.form_fields import posted
from network.councils.models import Council
from network.meetings import inviting
from network.meetings.forms import CancelForm, InviteForm, ItemForm, MeetingForm
from network.meetings.free_days import remarks_on_move
from network.meetings.invitees import invitee_at, token_for
from network.meetings.mails import when
from network.meetings.models import HostChange, Meeting, Minutes, Status
from network.meetings.papers import shown_to
from network.meetings.permissions import can_act_for, can_chair, is_invited, must, sees_needs
from network.meetings.planning import NotPossible
from network.meetings.turns import first_timers
from network.people.views.decorators import SignedInRequest


def seen_meeting(request: SignedInRequest, pk: int) -> Meeting:
    seen = Meeting.objects.visible_to(request.user).select_related(
        "group__network", "host", "series", "note_taker", "online_support"
    )
    return get_object_or_404(seen, pk=pk)


def led_meeting(request: SignedInRequest, pk: int) -> Meeting:
    meeting = seen_meeting(request, pk)
    must(can_chair(request.user, meeting.group))
    return meeting


@login_required
def meeting(request: SignedInRequest, pk: int) -> HttpResponse:
    found = seen_meeting(request, pk)
    chairs = can_chair(request.user, found.group)
    invited = is_invited(request.user, found)
    own = found.invitations.standing().filter(person=request.user).first()
    items = [item for item in found.agenda.all() if item.accepted]
    files = shown_to(list(found.attachments.select_related("document")), chairs)
    asked = found.host_changes.filter(agreed=HostChange.Agreed.ASKED).select_related("after")
    context = {
        "meeting": found,
        "when": when(found),
        "chairs": chairs,
        "sees_needs": sees_needs(request.user, found),
        "shows_link": found.link and (invited or chairs) and found.status != Status.CANCELLED,
        "own": own,
        "answer_token": token_for(own) if own and not found.is_over else "",
        "items": items,
        "minutes": Minutes.objects.visible_to(request.user).filter(meeting=found).first(),
        "to_agree": [one for one in asked if can_act_for(request.user, one.after, found.group)],
        "can_decline": found.host
        and found.series
        and not found.is_over
        and can_act_for(request.user, found.host, found.group),
        "newcomers": first_timers(found),
        "attachments": [one for one in files if one.item_id not in {item.pk for item in items}],
        "files_of_items": [one for one in files if one.item_id],
        "may_propose": (invited or chairs) and not found.is_over,
        "is_past": found.starts < timezone.now(),
    }
    return render(request, "meetings/meeting.html", context)


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = led_meeting(request, pk)
    councils = Council.objects.in_network(found.group.network)
    form = MeetingForm(posted(request), instance=found, councils=councils)
    told = found.invitations.standing().count() if found.status == Status.ANNOUNCED else 0
    remarks: list[str] = []
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        moved = day != found.day and "all-the-same" not in request.POST
        remarks = remarks_on_move(found, day, request.user) if moved else []
    if request.method == "POST" and form.is_valid() and not remarks:
        fresh = Meeting.objects.select_related("group", "series", "host").get(pk=pk)
        try:
            asked = inviting.change(fresh, form.new_values(), by=request.user)
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                _("Saved. Everyone invited has been asked again.") if asked else _("Saved."),
            )
            return redirect(fresh)
    context = {"meeting": found, "form": form, "told": told, "remarks": remarks}
    return render(request, "meetings/meeting_form.html", context)


@login_required
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    found = led_meeting(request, pk)
    form = CancelForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            inviting.cancel(found, by=request.user, because=form.cleaned_data["because"])
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Cancelled. Everyone who was invited is told."))
            return redirect(found)
    told = found.invitations.standing().count() if found.status == Status.ANNOUNCED else 0
    return render(request, "meetings/cancel.html", {"meeting": found, "form": form, "told": told})


@login_required
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more person, with or without an account."""
    found = led_meeting(request, pk)
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        one = invitee_at(form.cleaned_data["email"], form.cleaned_data["name"], found.group.network)
        if found.status != Status.ANNOUNCED or found.is_over:
            form.add_error(None, _("Announce the meeting first: then people can be invited."))
        elif not inviting.invite(found, [one]):
            form.add_error("email", _("This person is invited already."))
        else:
            messages.success(request, _("%s is invited.") % form.cleaned_data["name"])
            return redirect("meetings:answers", pk)
    return render(request, "meetings/invite.html", {"meeting": found, "form": form})


# Proposals by anyone invited; order and acceptance by the chair.


@login_required
def agenda(request: SignedInRequest, pk: int) -> HttpResponse:
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
def _arrange(meeting: Meeting, request: SignedInRequest) -> None:
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
