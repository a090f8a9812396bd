"""Addresses of sign-in that are taken from the libraries, so that there is one way in.

Wagtail's own log-in knows no second step and no limit on tries; and the address somebody signs in
with is changed by those who run the network, not on a page of the sign-in library. There is one way
out, too: it empties the browser.
"""

from django.urls import path
from django.views.generic import RedirectView

from network.people.views.account import sign_out

urlpatterns = [
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="one_way_in",
    ),
    path("accounts/logout/", sign_out),
    path("admin/logout/", sign_out, name="cms_sign_out"),
    path("accounts/email/", RedirectView.as_view(pattern_name="people:account")),
]
