from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig

EDITING_ROLES = ("dp_lead", "colleague", "chair", "deputy", "editor", "administrator")


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Hub"

    def ready(self) -> None:
        from hub import checks, storage
        from hub.own_pages import register_own_pages

        checks.register()
        storage.listen()
        register_own_pages(90, for_who_looks_after_the_hub)


def for_who_looks_after_the_hub(user: Any) -> Iterator[Any]:
    """The editors' side for those Wagtail lets in; mail and jobs for administrators."""
    from django.utils.translation import gettext as _

    from hub.own_pages import OwnPage
    from hub.permissions import runs_the_hub

    # By role, as the groups are given: Wagtail's own question costs five queries on every page.
    if user.is_superuser or user.is_role(*EDITING_ROLES):
        yield OwnPage("wagtailadmin_home", _("Edit the hub"))
    if runs_the_hub(user):
        yield OwnPage("mail:outbox", _("Outbox"))
        yield OwnPage("jobs:jobs", _("Jobs"))
