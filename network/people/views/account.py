"""My account: what the hub knows of me, and the network's own settings."""

from typing import Any

from allauth.account.views import LogoutView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from hub.access.roles import may_anywhere
from hub.ui.form_fields import posted
from network.people.cms_access import set_up_groups
from network.people.directory import those_who_run
from network.people.forms import DetailsForm, NetworkForm
from network.people.models import User
from network.people.permissions import contact_seen_by, runs, sees_contact_of, strangers_see
from network.people.views.decorators import MemberRequest, members_only


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


# Signing out, for a computer that others use too.

FORGET = '"storage"'


@method_decorator(csrf_protect, name="dispatch")
class SignOut(LogoutView):
    """The library's page. Whoever is signed out leaves nothing behind in the browser's storage.

    The header needs no script; browsers obey it over https. Where one does not, scripts forget
    what another account left as soon as they run (`data-kept-for`).
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = FORGET
        return response


sign_out = SignOut.as_view()
