"""My account: what the hub knows of me, and the network's own settings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hub.access.roles import may_anywhere
from hub.posted import posted
from network.people.admin_groups import set_up_groups
from network.people.forms import DetailsForm, NetworkForm
from network.people.models import User
from network.people.permissions import runs, sees_contact_of
from network.people.personal_data import everything_about
from network.people.requests import MemberRequest
from network.people.views.access import members_only
from network.people.who_sees import contact_seen_by, strangers_see
from network.people.whom_to_ask import those_who_run


@login_required
def account(request: MemberRequest) -> HttpResponse:
    """My details, roles and safety, and how to leave. Also for those who have left already."""
    user = request.user
    return render(
        request,
        "people/account.html",
        {
            "parts": user.parts(),
            "ask": whom_to_write_to(user),
            "runs": bool(user.network and runs(user, user.network)),
            "contact_seen_by": contact_seen_by(resident=may_anywhere(user, "keep_contact_private")),
            "strangers_see": strangers_see(user),
        },
    )


def whom_to_write_to(user: User) -> list[User]:
    """Those who run the network and whose address this person may see."""
    running = those_who_run(user.network) if user.network else []
    return [person for person in running if sees_contact_of(user, person)]


@login_required
def details(request: MemberRequest) -> HttpResponse:
    form = DetailsForm(posted(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details are saved."))
        return redirect("people:account")
    return render(request, "people/details.html", {"form": form})


@login_required
def my_data(request: MemberRequest) -> HttpResponse:
    """All of it as one JSON file."""
    answer = JsonResponse(
        everything_about(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@members_only
def network_settings(request: MemberRequest) -> HttpResponse:
    """What the chair decides for the whole network."""
    if not runs(request.user, request.network):
        raise PermissionDenied(_("The chair decides how the network works."))
    form = NetworkForm(posted(request), instance=request.network)
    if request.method == "POST" and form.is_valid():
        set_up_groups(form.save())
        messages.success(request, _("Saved."))
        return redirect("people:account")
    return render(request, "people/network.html", {"form": form, "network": request.network})
