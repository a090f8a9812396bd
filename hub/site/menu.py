"""The reader's own menu, under their name: the pages of every room that they may use.

By role alone, as the CMS's groups are given, so that the menu costs no query.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hub.access.decorators import runs_the_hub
from hub.access.roles import may_anywhere
from search.views import may_ask_why


@dataclass(frozen=True)
class OwnPage:
    """A line of the menu. `name` is a URL's name.

    `theirs_alone` is a page of no room: the main menu marks no room as the place where they are.
    """

    name: str
    label: str
    theirs_alone: bool = False


def own_pages_of(user: Any) -> list[OwnPage]:
    """In the order of the menu; none for a stranger."""
    if not user.is_authenticated:
        return []
    return [*note_pages(user), *issue_pages(user), *search_pages(user), *account_pages(user)]


def note_pages(user: Any) -> Iterator[OwnPage]:
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


def issue_pages(user: Any) -> Iterator[OwnPage]:
    chairs = may_anywhere(user, "chair_the_network")
    manages = may_anywhere(user, "answer_for_adass")
    if chairs:
        yield OwnPage("escalations:triage", _("Issues with the chair"))
    if manages:
        yield OwnPage("escalations:queue", _("Issues with ADASS"))
    if chairs or manages:
        yield OwnPage("escalations:to_tell", _("People to tell"))


def search_pages(user: Any) -> Iterator[OwnPage]:
    yield OwnPage("search_saved", _("Saved searches"))
    yield OwnPage("search_tokens", _("Keys for programs"))
    if may_ask_why(user):
        yield OwnPage("search_health", _("How search is doing"))


def account_pages(user: Any) -> Iterator[OwnPage]:
    yield OwnPage("people:account", _("My account"), theirs_alone=True)
    if may_anywhere(user, "enter_the_cms"):
        yield OwnPage("wagtailadmin_home", _("Edit the hub"))
    if runs_the_hub(user):
        yield OwnPage("mail:outbox", _("Outbox"))
        yield OwnPage("jobs:jobs", _("Jobs"))
