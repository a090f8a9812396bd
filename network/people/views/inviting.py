"""Inviting people, and joining by an invitation."""

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hub.access.roles import ROLES_THAT
from hub.ui.form_fields import posted
from network.people import invitations
from network.people.forms import InviteForm, JoinForm
from network.people.models import Invitation, State, User
from network.people.permissions import can_invite, contact_seen_by, invitations_for
from network.people.views.decorators import MemberRequest, limited, members_only

DIRECT = "network.people.authentication.MemberBackend"


@members_only
def invite(request: MemberRequest) -> HttpResponse:
    """A form for one person; the mail leaves when it is right."""
    refuse_unless_inviter(request)
    if request.method != "POST":
        form = InviteForm(user=request.user, network=request.network)
        return render(request, "people/invite.html", {"form": form})
    return send_invitation(request)


@limited("invite")
def send_invitation(request: MemberRequest) -> HttpResponse:
    form = InviteForm(request.POST, user=request.user, network=request.network)
    if form.is_valid():
        try:
            invitation, _link = invitations.invite(request.network, form.guest(), by=request.user)
        except invitations.CannotInvite as why:
            form.add_error("email", str(why))
        else:
            messages.success(
                request,
                _("The invitation to %(name)s is on its way to %(email)s.")
                % {"name": invitation.name, "email": invitation.email},
            )
            return redirect("people:invitations")
    return render(request, "people/invite.html", {"form": form})


def refuse_unless_inviter(request: MemberRequest) -> None:
    if not can_invite(request.user, request.network):
        raise PermissionDenied(
            _("Direct payments leads, the chair and administrators can invite people.")
        )


@members_only
def waiting(request: MemberRequest) -> HttpResponse:
    """Invitations that wait for an answer."""
    refuse_unless_inviter(request)
    rows = invitations_for(request.user, request.network)
    return render(request, "people/invitations.html", {"invitations": rows})


def hers(request: MemberRequest, pk: int) -> Invitation:
    refuse_unless_inviter(request)
    mine = {row.pk for row in invitations_for(request.user, request.network)}
    return get_object_or_404(Invitation.objects.filter(pk__in=mine), pk=pk)


@require_POST
@members_only
@limited("invite")
def resend(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = hers(request, pk)
    try:
        invitations.resend(invitation)
    except invitations.CannotInvite as why:
        messages.error(request, str(why))
    else:
        messages.success(
            request, _("Sent again to %(email)s, with a new link.") % {"email": invitation.email}
        )
    return redirect("people:invitations")


@require_POST
@members_only
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = hers(request, pk)
    invitations.withdraw(invitation, by=request.user)
    messages.success(
        request, _("The invitation to %(name)s is withdrawn.") % {"name": invitation.name}
    )
    return redirect("people:invitations")


@never_cache
@sensitive_post_parameters("password")
@limited("join")
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation. Looking at the page uses nothing up; only the button does."""
    invitation = invitations.find(token)
    if invitation is None or invitation.state() != State.OPEN:
        return render(request, "people/join_closed.html", {"invitation": invitation}, status=410)
    if User.objects.filter(email=invitation.email).exists():
        return join_with_account(request, invitation)
    return join_as_newcomer(request, invitation)


def join_as_newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    resident = bool(ROLES_THAT["keep_contact_private"] & set(invitation.roles))
    form = JoinForm(
        posted(request),
        email=invitation.email,
        resident=resident,
        initial={"name": invitation.name},
    )
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.accept_with_new_account(invitation, **form.cleaned_data)
        except invitations.CannotAccept:
            return redirect(request.path)
        login(request, user, backend=DIRECT)
        messages.success(request, _("Welcome, %(name)s.") % {"name": user.name})
        return redirect("/")
    context = {"form": form, "invitation": invitation}
    context["contact_seen_by"] = contact_seen_by(resident=resident)
    return render(request, "people/join.html", context)


def join_with_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """She has an account already, so she signs in and the new roles are added to it."""
    signed_in = request.user.is_authenticated and request.user.email == invitation.email
    if request.method == "POST" and signed_in:
        assert request.user.is_authenticated
        try:
            invitations.accept(invitation, request.user)
        except invitations.CannotAccept:
            elsewhere = invitations.sits_elsewhere(request.user, invitation.council)
            context = {"invitation": invitation, "elsewhere": elsewhere}
            return render(request, "people/join_closed.html", context, status=410)
        messages.success(request, _("You have joined."))
        return redirect("people:account")
    return render(
        request,
        "people/join_again.html",
        {
            "invitation": invitation,
            "signed_in": signed_in,
            "somebody_else": request.user.is_authenticated and not signed_in,
            "login_url": f"{reverse('account_login')}?next={request.path}",
        },
    )
