"""What this room adds to Wagtail: the chair's lists, the guard of documents, words in the log."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.inspection.looking import address_after_look
from hub.inspection.services import why_not_all
from practices.cms import hooks as cms_hooks
from practices.cms.hooks import VisibleSourceChooser
from practices.models import PracticeNotePage, Source, Topic
from practices.notes import file_views
from practices.notes.rich_links import ToDocument, ToPage
from practices.posting.file_checks import documents_of, key_of

hooks.register("before_serve_document", file_views.guard)
cms_hooks.register()


@hooks.register("register_rich_text_features", order=100)
def link_by_number(features: Any) -> None:
    """After Wagtail's own handlers, in their place."""
    features.register_link_type(ToPage)
    features.register_link_type(ToDocument)


@hooks.register("before_publish_page")
def stop_for_files(request: Any, page: Any) -> HttpResponse | None:
    """The rule of the site's own forms. What was typed is kept as a draft."""
    if not isinstance(page, PracticeNotePage):
        return None
    documents = documents_of(page)
    leads_to = address_after_look(request, documents, reverse("practices:check", args=[page.pk]))
    why = why_not_all(documents, key_of(page))
    if not why:
        return None
    page.save_revision(user=request.user, clean=False)
    messages.error(request, _gettext("Saved, but not published. %(why)s") % {"why": why})
    return redirect(leads_to)


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = "Topics"
    add_to_admin_menu = True
    list_display = ["name", "slug", "shown_first", "order"]
    search_fields = ["name", "synonyms"]
    panels = [
        FieldPanel(name)
        for name in (
            "name", "slug", "what_it_is", "why_hard", "synonyms", "covers", "shown_first", "order",
            "old_slugs",
        )
    ]  # fmt: skip


class SourceViewSet(SnippetViewSet):
    model = Source
    chooser_viewset_class = VisibleSourceChooser
    icon = "doc-full-inverse"
    menu_label = "Sources"
    add_to_admin_menu = True
    list_display = ["title", "publisher", "published", "valid_until"]
    search_fields = ["title", "publisher"]
    list_filter = ["topics"]
    panels = [
        FieldPanel(name)
        for name in (
            "title", "ref", "publisher", "url", "published", "published_known", "valid_until",
            "in_force", "digest", "topics",
        )
    ]  # fmt: skip

    def get_queryset(self, request: Any) -> Any:
        """A council's own source is no business of others until a note that cites it is out."""
        return Source.objects.visible_to(request.user)


register_snippet(TopicViewSet)
register_snippet(SourceViewSet)


@hooks.register("register_log_actions")
def name_our_actions(actions: Any) -> None:
    @actions.register_action("practices.personal_data")
    class PersonalDataConfirmed(LogFormatter):
        label = _("Said that words are not personal data")

        def format_message(self, log_entry: Any) -> str:
            reason = log_entry.data.get("reason", "")
            return _("Said that words are not personal data: %(reason)s") % {"reason": reason}
