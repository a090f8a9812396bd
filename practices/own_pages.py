"""What practices put in the reader's own menu."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from hub.own_pages import OwnPage
from network.people.models import RUNNING, Role
from practices.permissions import WRITING
from practices.questions.rights import MEMBERS


def own_pages(user: Any) -> Iterator[OwnPage]:
    """By role alone, so that the menu costs no query."""
    if user.is_role(*MEMBERS):
        yield OwnPage("practices:questions", _("Questions"))
    runs = user.is_superuser or user.is_role(*RUNNING)
    if runs or user.is_role(*WRITING):
        yield OwnPage("practices:my_notes", _("My notes"))
    if runs:
        yield OwnPage("practices:moderation", _("Notes to approve"))
    if runs or user.is_role(*WRITING):
        yield OwnPage("practices:due", _("Due for review"))
    if runs or user.is_role(Role.DP_LEAD):
        yield OwnPage("practices:import", _("Import notes"))
