"""The list of barriers, for editors in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from network.escalations.models import Barrier


class BarrierViewSet(SnippetViewSet):
    """Add, rename, reorder, stop offering. One that an issue uses cannot be deleted."""

    model = Barrier
    icon = "warning"
    menu_label = _("Barriers")
    menu_name = "barriers"
    add_to_admin_menu = False
    list_display = ["name", "order", "in_use"]
    search_fields = ["name"]
    panels = [FieldPanel(name) for name in ("name", "slug", "order", "in_use")]


register_snippet(BarrierViewSet)
