"""What Wagtail's own lists show: choosers by what one may read, menus by what one may open."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from hub.models import HubDocument, HubImage
from practices.cms.allowed_addresses import OPEN_TO_ALL, may_open
from practices.cms.choosers import choosable_files, choosable_pages, choosable_sources


def register() -> None:
    """Called once, by the room's wagtail_hooks."""
    hooks.register("construct_page_chooser_queryset", pages)
    hooks.register("construct_document_chooser_queryset", documents)
    hooks.register("construct_image_chooser_queryset", images)
    hooks.register("construct_main_menu", leave_out_closed, order=1000)
    hooks.register("construct_settings_menu", leave_out_closed, order=1000)
    hooks.register("construct_reports_menu", leave_out_closed, order=1000)
    hooks.register("construct_homepage_summary_items", no_totals, order=1000)
    hooks.register("construct_homepage_panels", own_panel, order=1000)


def pages(found: Any, request: HttpRequest) -> Any:
    return choosable_pages(request.user, found)


def documents(found: Any, request: HttpRequest) -> Any:
    return found.filter(pk__in=choosable_files(request.user, HubDocument).values("pk"))


def images(found: Any, request: HttpRequest) -> Any:
    return found.filter(pk__in=choosable_files(request.user, HubImage).values("pk"))


def leave_out_closed(request: HttpRequest, lines: list[MenuItem]) -> None:
    """Only what the gate opens, and submenus with something left in them."""
    lines[:] = [line for line in lines if leads_somewhere(request, line)]


def leads_somewhere(request: HttpRequest, line: MenuItem) -> bool:
    if isinstance(line, SubmenuMenuItem):
        return bool(line.menu.menu_items_for_request(request))
    if not line.url.startswith(reverse("wagtailadmin_home")):
        return True
    try:
        name = resolve(line.url).view_name
        return name in OPEN_TO_ALL or may_open(request.user, name)
    except Resolver404:
        return False


def no_totals(_request: HttpRequest, items: list[Any]) -> None:
    """Wagtail counts every page and file of the hub there."""
    items.clear()


def own_panel(_request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's own panels list notes of every network to an administrator."""
    panels[:] = [WhereToGo()]


class WhereToGo(Component):
    """The pages of the hub itself that this person uses."""

    order = 100

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> SafeString:
        request = parent_context["request"] if parent_context else None
        user = request.user if request else None
        return render_to_string("practices/cms/where_to_go.html", {"user": user})


class SeenSources:
    """A council's own sources are listed for that council alone."""

    request: HttpRequest

    def get_object_list(self) -> Any:
        return choosable_sources(self.request.user)


class ChooseSource(SeenSources, ChooseView):
    pass


class ChooseSourceResults(SeenSources, ChooseResultsView):
    pass


class VisibleSourceChooser(SnippetChooserViewSet):
    choose_view_class = ChooseSource
    choose_results_view_class = ChooseSourceResults
