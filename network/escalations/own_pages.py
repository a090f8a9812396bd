"""What raised issues put in the reader's own menu."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from hub.access.roles import may_anywhere
from hub.own_pages import OwnPage


def own_pages(user: Any) -> Iterator[OwnPage]:
    """By role alone, so that the menu costs no query."""
    chairs = may_anywhere(user, "chair_the_network")
    manages = may_anywhere(user, "answer_for_adass")
    if chairs:
        yield OwnPage("escalations:triage", _("Issues with the chair"))
    if manages:
        yield OwnPage("escalations:queue", _("Issues with ADASS"))
    if chairs or manages:
        yield OwnPage("escalations:to_tell", _("People to tell"))
