"""What people put in the reader's own menu."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from hub.own_pages import OwnPage


def own_pages(user: Any) -> Iterator[OwnPage]:
    yield OwnPage("people:account", _("My account"), hers_alone=True)
