"""A leaver's things, each with the people who may take it on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.people.belongings import belongings_of
from network.people.models import User
from network.people.permissions import runs
from network.people.requests import MemberRequest
from network.people.views.access import members_only


@members_only
def handover(request: MemberRequest, pk: int) -> HttpResponse:
    """What somebody looks after here, for those who run the network; also before she leaves."""
    if not runs(request.user, request.network):
        raise PermissionDenied(_("The chair hands over what somebody looked after."))
    people = User.objects.filter(memberships__network=request.network).distinct()
    leaver = get_object_or_404(people, pk=pk)
    wrong = ""
    if request.method == "POST":
        wrong = hand_over(request, leaver)
        if not wrong:
            return redirect("people:handover", pk)
    things = belongings_of(leaver, request.network, request.user)
    context = {"person": leaver, "things": things, "wrong": wrong, "key": request.POST.get("key")}
    return render(request, "people/handover.html", context)


def hand_over(request: MemberRequest, leaver: User) -> str:
    """Pass one thing on; gives a sentence when it cannot be."""
    things = {thing.key: thing for thing in belongings_of(leaver, request.network, request.user)}
    thing = things.get(request.POST.get("key", ""))
    if thing is None:
        return _("That has been handed over already.")
    heirs = {str(heir.pk): heir for heir in thing.heirs if heir.pk != leaver.pk}
    heir = heirs.get(request.POST.get("to", ""))
    if heir is None:
        return _("Choose who takes it on.")
    thing.hand_to(heir)
    said = _("%(name)s now looks after “%(title)s”.") % {"name": heir.name, "title": thing.title}
    messages.success(request, said)
    return ""
