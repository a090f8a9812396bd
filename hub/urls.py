"""Addresses. Each room brings its own; Wagtail's page tree takes what is left."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

handler500 = "hub.ui.failed_requests.server_error"
urlpatterns = [
    path("", include("network.people.sign_in_urls")),
    path("", include("practices.cms.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("practices.file_urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("allauth.urls")),
    path("", include("hub.jobs.urls")),
    path("", include("hub.mail.urls")),
    path("", include("hub.site.urls")),
    path("", include("network.councils.urls")),
    path("people/", include("network.people.urls")),
    path("meetings/", include("network.meetings.urls")),
    path("raised/", include("network.escalations.urls")),
    path("", include("practices.urls")),
    path("", include("search.urls")),
    path("", include(wagtail_urls)),
]
