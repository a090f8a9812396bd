"""Health, and the pages that every hub has."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.templatetags.static import static
from django.urls import path
from django.views.generic import RedirectView, TemplateView

from hub import __version__
from hub.jobs import health
from hub.site import home, views


class Favicon(RedirectView):
    """Browsers ask for this name without being told to."""

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        return static("hub/icon.svg")


def words(name: str, **context: object) -> Callable[..., HttpResponseBase]:
    """A page of words alone; they are in templates/hub/."""
    return TemplateView.as_view(template_name=f"hub/{name}.html", extra_context=context)


urlpatterns = [
    path("", home.home, name="home"),
    path("people/account/my-data.json", views.my_data, name="my_data"),
    path("about/", words("about", version=__version__), name="about"),
    path("accessibility/", words("accessibility"), name="accessibility"),
    path("privacy/", words("privacy"), name="privacy"),
    path("cookies/", words("cookies"), name="cookies"),
    path("colours/", views.colours, name="colours"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("favicon.ico", Favicon.as_view(), name="favicon"),
]
