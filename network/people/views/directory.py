"""The people of my network, one person, her roles."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.people.directory import people_of
from network.people.forms import FindPeopleForm, LeaveForm, RolesForm
from network.people.leaving import belongings_of
from network.people.models import User
from network.people.permissions import can_change_roles, can_invite, runs, sees_contact_of
from network.people.roles import leave, set_roles
from network.people.views.decorators import MemberRequest, members_only

PEOPLE_ON_A_PAGE = 50


@members_only
def index(request: MemberRequest) -> HttpResponse:
    """Who is in my network, and what each may be asked about."""
    form = FindPeopleForm(request.GET, network=request.network)
    form.is_valid()
    people = people_of(request.network, request.user, form.cleaned_data)
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "people/index.html",
        {
            "form": form,
            "network": request.network,
            "people": Paginator(people, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page")),
            "query": query.urlencode(),
            "asked": any(form.cleaned_data.values()),
            "can_invite": can_invite(request.user, request.network),
            "runs": runs(request.user, request.network),
        },
    )


def visible_person(request: MemberRequest, pk: int) -> User:
    """A member of my network, with `parts_here`. Anybody else: 404."""
    return get_object_or_404(people_of(request.network, request.user), pk=pk)


@members_only
def person(request: MemberRequest, pk: int) -> HttpResponse:
    someone = visible_person(request, pk)
    return render(
        request,
        "people/person.html",
        {
            "person": someone,
            "network": request.network,
            "shows_contact": sees_contact_of(request.user, someone),
            "can_change_roles": can_change_roles(request.user, someone, request.network),
        },
    )


def words_of_leaving(person: User, taken: dict[str, int]) -> str:
    """That the membership has ended, and what was taken back with it."""
    said = _("%(name)s is no longer a member.") % {"name": person.name}
    if taken:
        things = ", ".join(f"{count} {_(name)}" for name, count in taken.items())
        said += " " + _("Taken back: %(things)s.") % {"things": things}
    return said


@members_only
def roles(request: MemberRequest, pk: int) -> HttpResponse:
    """Change her roles, or end her membership with a reason; and the record of both."""
    someone = visible_person(request, pk)
    if not can_change_roles(request.user, someone, request.network):
        raise PermissionDenied(
            _("You can change the roles of people in your own council, if you are its lead.")
        )
    here: dict[str, Any] = {"user": request.user, "person": someone, "network": request.network}
    form = RolesForm(initial={"roles": [part.role for part in someone.parts_here]}, **here)
    leaving = LeaveForm()
    if request.method == "POST" and "leave" in request.POST:
        leaving = LeaveForm(request.POST)
        if leaving.is_valid():
            taken = leave(
                someone,
                request.network,
                by=request.user,
                reason=leaving.cleaned_data["reason"],
            )
            messages.success(request, words_of_leaving(someone, taken))
            if runs(request.user, request.network):
                return redirect("people:handover", pk)
            return redirect("people:index")
    elif request.method == "POST":
        form = RolesForm(request.POST, **here)
        if form.is_valid():
            set_roles(someone, request.network, set(form.cleaned_data["roles"]), by=request.user)
            messages.success(request, _("The roles are saved."))
            return redirect(someone)
    changes = someone.role_changes.filter(network=request.network).select_related("by")
    context = here | {"form": form, "leaving": leaving, "changes": changes[:50]}
    context["runs"] = runs(request.user, request.network)
    context.pop("user")
    return render(request, "people/roles.html", context)


# A leaver's things, each with the people who may take it on.


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
