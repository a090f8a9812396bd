"""Answering without an account, and the list of answers for host and chair."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.access.decorators import link_is_gone, secret_link
from hub.inputs import whole_number
from hub.ui.form_fields import posted
from network.councils.models import Council
from network.meetings import inviting
from network.meetings.forms import AnswerForm, HeldForm
from network.meetings.mails import when
from network.meetings.models import Answer, Invitation, Meeting, Payment, Status
from network.meetings.permissions import can_chair, must, sees_needs
from network.meetings.views.meeting import led_meeting, seen_meeting
from network.people.views.decorators import SignedInRequest


@secret_link
def answer(request: SignedInRequest, token: str) -> HttpResponse:
    """Looking answers nothing: mail scanners open links. Only the button on the page does.

    Whoever follows the bare link sees the meeting and an empty form; what the invited person said
    before is shown to that person alone, signed in.
    """
    try:
        return _answer(request, inviting.invitation_behind(token))
    except inviting.LinkNotGood as error:
        return link_is_gone(
            request, str(error), then=_("Members find their meetings after signing in."),
            url=reverse("meetings:index"), link=_("Meetings"),
        )  # fmt: skip


def _answer(request: SignedInRequest, invitation: Invitation) -> HttpResponse:
    own = request.user.is_authenticated and invitation.person_id == request.user.pk
    form = AnswerForm(posted(request), invitation=invitation, own=own)
    done = request.method == "POST" and form.is_valid() and _keep(invitation, form)
    if done and not own:
        form = AnswerForm(invitation=invitation, own=False)
    context = {
        "invitation": invitation, "meeting": invitation.meeting, "form": form, "done": done,
        "when": when(invitation.meeting), "own": own,
    }  # fmt: skip
    return render(request, "meetings/answer.html", context)


@transaction.atomic
def _keep(invitation: Invitation, form: AnswerForm) -> bool:
    """False, with a sentence in the form, when there is no room left that way."""
    given, compensation = form.answered(), form.cleaned_data.get("compensation")
    try:
        inviting.answer(
            invitation, given["answer"], guests=given["guests"], access_needs=given["access_needs"]
        )
    except inviting.NoPlaceLeft as error:
        form.add_error("answer", str(error))
        return False
    if compensation:
        inviting.answer_compensation(invitation, compensation == "yes")
    return True


@login_required
def answers(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = seen_meeting(request, pk)
    must(sees_needs(request.user, meeting), _("Only the chair and the host see who comes."))
    chairs = can_chair(request.user, meeting.group)
    if request.method == "POST":
        invitation = meeting.invitations.filter(pk=_number(request, "invitation")).first()
        if invitation:
            _act(request, invitation, chairs)
        return redirect("meetings:answers", pk)
    asked = meeting.invitations
    # The list of a meeting that was held is a record: who has left since stays in it.
    invitations = asked.not_taken_back() if meeting.is_over else asked.standing()
    invitations = invitations.select_related("council")
    counts = {
        label: sum(one.answer == value for one in invitations) for value, label in Answer.choices
    }
    context = {
        "meeting": meeting, "invitations": invitations, "counts": counts, "chairs": chairs,
        "guests": sum(one.guests for one in invitations),
        "payments": [choice for choice in Payment.choices if choice[0]],
    }  # fmt: skip
    return render(request, "meetings/answers.html", context)


def _number(request: SignedInRequest, name: str) -> int:
    return whole_number(request.POST.get(name)) or 0


def _act(request: SignedInRequest, invitation: Invitation, chairs: bool) -> None:
    """Tick a need as met; for the chair also: compensation, and taking an invitation back."""
    what = request.POST.get("what")
    if what == "met":
        invitation.access_met = not invitation.access_met
        invitation.save(update_fields=["access_met"])
    elif what == "payment" and chairs and request.POST.get("payment", "") in Payment.values:
        invitation.payment = request.POST["payment"]
        invitation.save(update_fields=["payment"])
        messages.success(request, _("Noted."))
    elif what == "withdraw" and chairs:
        inviting.withdraw(invitation)
        messages.success(request, _("Taken back."))


@login_required
def held(request: SignedInRequest, pk: int) -> HttpResponse:
    """After the meeting: who hosted, how many came, and names as private text."""
    meeting = led_meeting(request, pk)
    councils = Council.objects.in_network(meeting.group.network, meeting.day)
    form = HeldForm(posted(request), instance=meeting, councils=councils)
    if meeting.is_over and request.method == "POST" and form.is_valid():
        done: Meeting = form.save(commit=False)
        done.status = Status.HELD if done.status != Status.CANCELLED else done.status
        done.save()
        messages.success(request, _("Noted."))
        return redirect(done)
    return render(
        request,
        "meetings/held.html",
        {"meeting": meeting, "form": form if meeting.is_over else None},
    )
