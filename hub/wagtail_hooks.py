"""The editors' side: in the hub's colours, without what nobody here needs."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

UNNEEDED = {"help"}
"""Names of lines of the main menu: Wagtail's own news and shortcuts say nothing about the hub."""


@hooks.register("insert_global_admin_css")
def hub_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("hub/css/admin.css"))


@hooks.register("construct_main_menu")
def leave_out_what_nobody_needs(request: HttpRequest, lines: list[MenuItem]) -> None:
    lines[:] = [line for line in lines if line.name not in UNNEEDED]


@hooks.register("register_admin_menu_item")
def back_to_the_hub() -> MenuItem:
    """One click from the editors' side to the pages that everybody sees."""
    return MenuItem(_("Back to the hub"), "/", name="hub", icon_name="home", order=1)
