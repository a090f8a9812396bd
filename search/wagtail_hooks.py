"""The thesaurus among the chair's lists in the CMS."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from search.models import Term


class TermIndex(IndexView):
    """The list of terms, with a way to those that notes explain themselves."""

    @cached_property
    def header_more_buttons(self):
        found = Button(
            _("Short forms found in notes"),
            url=reverse("search_health") + "#definitions",
            icon_name="list-ul",
            priority=60,
        )
        return [*super().header_more_buttons, found]


class TermViewSet(SnippetViewSet):
    model = Term
    index_view_class = TermIndex
    icon = "list-ul"
    menu_label = _("Words of the field")
    menu_name = "words-of-the-field"
    add_to_admin_menu = True
    list_display = ["name", "variants"]
    search_fields = ["name", "variants"]
    panels = [
        FieldPanel("name"),
        FieldPanel("meaning"),
        FieldPanel("variants"),
        FieldPanel("related"),
    ]


register_snippet(TermViewSet)
