"""Taking a note from readers' sight, as Wagtail's own button does."""

from wagtail.actions.unpublish_page import UnpublishPageAction


def unpublish_note(note, by):
    UnpublishPageAction(note, user=by).execute(skip_permission_checks=True)
