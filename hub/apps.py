from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Hub"

    def ready(self) -> None:
        from hub import checks, one_line, storage
        from hub.own_pages import register_own_pages

        checks.register()
        one_line.listen()
        storage.listen()
        register_own_pages(90, for_who_looks_after_the_hub)


def for_who_looks_after_the_hub(user: Any) -> Iterator[Any]:
    """The editors' side for those Wagtail lets in; mail and jobs for administrators."""
    from django.utils.translation import gettext as _

    from hub.access.roles import may_anywhere
    from hub.own_pages import OwnPage
    from hub.permissions import runs_the_hub

    # By role, as the groups are given: Wagtail's own question costs five queries on every page.
    if may_anywhere(user, "enter_the_cms"):
        yield OwnPage("wagtailadmin_home", _("Edit the hub"))
    if runs_the_hub(user):
        yield OwnPage("mail:outbox", _("Outbox"))
        yield OwnPage("jobs:jobs", _("Jobs"))
