"""The thesaurus among the chair's lists in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import Term


class TermViewSet(SnippetViewSet):
    model = Term
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
