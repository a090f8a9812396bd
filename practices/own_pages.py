"""What practices put in the reader's own menu."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from hub.access.roles import may_anywhere
from hub.own_pages import OwnPage


def own_pages(user: Any) -> Iterator[OwnPage]:
    """By role alone, so that the menu costs no query."""
    if may_anywhere(user, "ask_and_answer"):
        yield OwnPage("practices:questions", _("Questions"))
    runs = may_anywhere(user, "moderate_notes")
    writes = may_anywhere(user, "write_notes")
    if runs or writes:
        yield OwnPage("practices:my_notes", _("My notes"))
    if runs:
        yield OwnPage("practices:moderation", _("Notes to approve"))
    if runs or writes:
        yield OwnPage("practices:due", _("Due for review"))
    if runs or may_anywhere(user, "import_own_councils_notes"):
        yield OwnPage("practices:import", _("Import notes"))
