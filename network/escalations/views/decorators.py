"""Who gets through which door."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hub.access.roles import may_anywhere
from network.councils.models import Network
from network.escalations.models import Issue
from network.escalations.permissions import is_chair, is_manager
from network.people.views.decorators import MemberRequest

View = Callable[..., HttpResponseBase]


def members_only(view: View) -> View:
    """404 for strangers and for people who have left; `request.network` for the view."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if not may_anywhere(user, "belong_to_a_network"):
            raise Http404
        request.network = home_network(user)
        return view(request, *args, **kwargs)

    return guarded


def home_network(user: Any) -> Network:
    """The network whose issues this person works with."""
    network = user.network
    assert network is not None  # asked of members only
    return network


def chairs_only(view: View) -> View:
    """For members; 403 with a sentence for all but the chair and deputies."""

    @members_only
    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_chair(request.user, request.network):
            raise PermissionDenied(_("This page is for the chair of the network."))
        return view(request, *args, **kwargs)

    return guarded


def chairs_and_managers(view: View) -> View:
    """For members; 403 with a sentence for all but chairs and ADASS managers."""

    @members_only
    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user, network = request.user, request.network
        if not is_chair(user, network) and not is_manager(user, network):
            raise PermissionDenied(_("This page is for the chair of the network and for ADASS."))
        return view(request, *args, **kwargs)

    return guarded


def issue_or_404(request: MemberRequest, pk: int) -> Issue:
    """The issue, if this reader may see it."""
    issues = Issue.objects.visible_to(request.user).with_everything()
    return get_object_or_404(issues, pk=pk)


def draft_or_404(request: MemberRequest, pk: int) -> Issue:
    """A draft of the reader's own."""
    issue = issue_or_404(request, pk)
    if not issue.is_draft or issue.raised_by_id != request.user.pk:
        raise Http404
    return issue
