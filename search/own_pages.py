"""What search puts in the reader's own menu."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from hub.own_pages import OwnPage
from search.views import may_ask_why


def own_pages(user: Any) -> Iterator[OwnPage]:
    yield OwnPage("search_saved", _("Saved searches"))
    yield OwnPage("search_tokens", _("Keys for programs"))
    if may_ask_why(user):
        yield OwnPage("search_health", _("How search is doing"))
