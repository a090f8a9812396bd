"""The gate of the CMS: it opens what `doors` lists, for things that `things` allows."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from practices.cms.allowed_addresses import LEADS_ON_TO, OPEN_TO_ALL, may_open
from practices.cms.permissions import may_open_thing

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class CmsGateMiddleware:
    """404 for every address under /admin/ that is not this person's to open.

    Strangers go on to Wagtail, which asks them to sign in, whatever the address.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.entrance = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        if not request.path_info.startswith(self.entrance) or not request.user.is_authenticated:
            return None
        assert request.resolver_match is not None
        name = request.resolver_match.view_name
        if name in LEADS_ON_TO and may_open(request.user, "wagtailadmin_home"):
            query = request.GET.urlencode()
            return redirect(reverse(LEADS_ON_TO[name]) + (f"?{query}" if query else ""))
        if name not in OPEN_TO_ALL and not self.opens(request, name, args, kwargs):
            raise Http404
        return None

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Wagtail deletes without asking whether other things need the row, and ends in a 500."""
        if not isinstance(exception, ProtectedError) or not request.path_info.startswith(
            self.entrance
        ):
            return None
        messages.error(request, _("This cannot be deleted: other records of the network need it."))
        return redirect(request.path)

    def opens(self, request: HttpRequest, name: str, args: Any, kwargs: Mapping[str, Any]) -> bool:
        """Whom Wagtail does not let in it would send to sign in, and from there back for ever."""
        user: Any = request.user
        return (
            may_open(user, name)
            and user.has_perm("wagtailadmin.access_admin")
            and may_open_thing(request, name, args, kwargs)
        )
