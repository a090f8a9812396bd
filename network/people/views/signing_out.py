"""Signing out, for a computer that others use too."""

from typing import Any

from allauth.account.views import LogoutView
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect

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
